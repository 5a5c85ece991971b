//! Pages around a report as sites of every kind put them: bars, data, bylines, abstracts, links, comments, feet, in random
//! order and number. Words are our own; the same seed makes the same page.

#![allow(dead_code, reason = "each test file uses its part")]

use super::written::Dice;
use std::fmt::Write as _;

/// What kind of site a page is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// The site of a government.
    Government,
    /// A portal or a newspaper.
    News,
    /// A forum.
    Forum,
    /// A site that shares documents.
    Documents,
    /// An account of a messenger.
    Account,
}

/// All of them.
pub const SITES: [Site; 5] = [Site::Government, Site::News, Site::Forum, Site::Documents, Site::Account];

/// A page, and the lines that are not of the report.
#[derive(Debug)]
pub struct Page {
    /// Its text or its markup.
    pub text: String,
    /// The lines around the report.
    pub chrome: Vec<String>,
}

/// The page of a report, whose first line is its title, as text or as markup.
pub fn page(site: Site, report: &str, markup: bool, dice: &mut Dice) -> Page {
    let (title, body) = report.split_once('\n').unwrap_or((report, ""));
    let above = some(above(site), dice);
    let data = some(data(site, body, dice), dice);
    let below = some(below(site, dice), dice);
    let mut chrome: Vec<String> = above.iter().chain(&data).map(|l| l.0.clone()).collect();
    chrome.extend(below.iter().flatten().map(|l| l.0.clone()));
    let mut text = String::new();
    if markup {
        _ = write!(text, "<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head><body>");
        let lines = |lines: &[Piece], text: &mut String| {
            for (line, linked) in lines {
                _ = if *linked {
                    write!(text, "<li><a href=\"/{}\">{line}</a></li>", line.len())
                } else {
                    write!(text, "<div><span>{line}</span></div>")
                };
            }
        };
        lines(&above, &mut text);
        _ = write!(text, "<div class=main><h1>{title}</h1>");
        lines(&data, &mut text);
        text.push_str("<div class=text>");
        for line in body.lines() {
            _ = write!(text, "<p>　　{line}</p>");
        }
        text.push_str("</div>");
        for block in &below {
            lines(block, &mut text);
        }
        text.push_str("</div></body></html>");
    } else {
        let lines = |lines: &[Piece]| lines.iter().flat_map(|(line, _)| [line.as_str(), "\n"]).collect::<String>();
        let indented: String = body.lines().flat_map(|l| ["　　", l, "\n"]).collect();
        let tail: String = below.iter().map(|block| lines(block)).collect();
        text = format!("{}{title}\n{}{indented}{tail}", lines(&above), lines(&data));
    }
    Page { text, chrome }
}

/// A line, and whether it is a link.
type Piece = (String, bool);

fn line(text: impl Into<String>) -> Piece {
    (text.into(), false)
}

fn link(text: impl Into<String>) -> Piece {
    (text.into(), true)
}

/// Each of them in two of three pages.
fn some<T>(all: Vec<T>, dice: &mut Dice) -> Vec<T> {
    all.into_iter().filter(|_| dice.chance(66)).collect()
}

fn above(site: Site) -> Vec<Piece> {
    match site {
        Site::Government => vec![
            line("首页 | 政务公开 | 办事服务 | 互动交流 | 走进本县"),
            link("无障碍浏览"),
            line("您当前的位置：首页 > 政务公开 > 政府工作报告"),
            line("索引号：000014349/2023-00012"),
            line("发文机关：县人民政府办公室"),
            line("成文日期：2023年01月20日"),
        ],
        Site::News => vec![line("登录 | 注册"), link("新闻"), link("财经"), line("首页>时政>正文"), line("站内搜索")],
        Site::Forum => vec![
            line("设为首页收藏本站"),
            line("查看: 1532|回复: 3"),
            line("[复制链接]"),
            line("楼主"),
            line("主题 12 帖子 345 积分 6789"),
            line("发表于 2023-2-1 10:20:33|只看该作者"),
            line("电梯直达"),
        ],
        Site::Documents => vec![
            line("文库首页 > 公文 > 工作报告"),
            line("上传人：文秘之家"),
            line("格式：DOCX"),
            line("页数：16"),
            line("大小：42KB"),
            line("立即下载"),
        ],
        Site::Account => vec![line("收录于合集"), line("#政府工作报告 3个")],
    }
}

fn data(site: Site, body: &str, dice: &mut Dice) -> Vec<Piece> {
    let opening: String = body.lines().nth(3).unwrap_or_default().chars().take(60).collect();
    let views = 100 + dice.below(9000);
    match site {
        Site::Government => vec![
            line(format!("发布时间：2023-02-01 10:23 来源：县政府办公室 浏览次数：{views}次")),
            line("字体：[大 中 小]"),
            line("【打印本页】 【关闭窗口】"),
            line("分享到："),
        ],
        Site::News => vec![
            line("2023-02-01 10:23:45 来源：某县日报"),
            line("作者：李晓明 责任编辑：王芳"),
            line(format!("摘要：{opening}……")),
            line(format!("评论({views})")),
        ],
        Site::Forum => vec![line("倒序浏览"), line("阅读模式")],
        Site::Documents => vec![line(format!("{opening}…")), line(format!("下载次数：{views}")), line("举报文档")],
        Site::Account => vec![line("原创 某县发布 某县发布 2023-02-01 18:30 发表于四川"), line("点击上方蓝字关注我们")],
    }
}

/// Blocks behind the report.
fn below(site: Site, dice: &mut Dice) -> Vec<Vec<Piece>> {
    let others = ["某县召开春季森林防火工作会议", "关于做好高温天气安全生产工作的通知", "县领导调研重点项目建设"];
    let comments = ["写得真好，支持！", "希望多修几条路，谢谢。", "沙发"];
    let other = others[dice.below(3)];
    let links = |head: &str| vec![line(head), link(others[0]), link(others[1]), link(others[2])];
    match site {
        Site::Government => vec![
            vec![line("责任编辑：办公室")],
            vec![line("扫一扫在手机打开当前页")],
            vec![line(format!("上一篇：{other}")), line("下一篇：没有了")],
            links("相关链接"),
            vec![
                line("版权所有：某县人民政府"),
                line("主办单位：某县人民政府办公室"),
                line("地址：某县人民路1号 邮编：643000 电话：0813-0000000"),
            ],
            vec![line("网站标识码：0000000000"), line("蜀ICP备00000000号")],
        ],
        Site::News => vec![
            vec![line("（责任编辑：王芳）")],
            vec![line("分享到微信 微博 QQ空间")],
            links("相关阅读"),
            links("24小时热榜"),
            vec![line("网友评论"), line(format!("网友甲：{}", comments[dice.below(2)])), line("加载更多评论")],
            vec![line("Copyright © 2023 某县日报 版权所有"), line("未经授权不得转载")],
        ],
        Site::Forum => vec![
            vec![line("收藏0 分享 淘帖")],
            vec![line("回复 举报")],
            vec![line("沙发"), line("发表于 2023-2-2 08:10:12|只看该作者"), line(comments[dice.below(2)])],
            vec![line("您需要登录后才可以回帖 登录 | 立即注册"), line("本版积分规则")],
            vec![line("Powered by 论坛程序 X3.4"), line("GMT+8, 2023-2-3 09:00")],
        ],
        Site::Documents => vec![
            vec![line("本文档由会员上传，如有侵权请联系我们删除")],
            links("相关文档"),
            vec![line("猜你喜欢"), link(others[1])],
            vec![line("关于我们 | 帮助中心 | 联系客服"), line("本站为文档分享平台，不代表本站立场")],
        ],
        Site::Account => vec![
            vec![line("来源：县政府办公室")],
            vec![line("编辑：小周 审核：老李")],
            vec![line("END")],
            vec![line("往期推荐"), link(others[0]), link(others[2])],
            vec![line("长按识别二维码关注我们"), line("点个“在看”，转发给更多人")],
            vec![line("阅读原文"), line("喜欢此内容的人还喜欢"), line(other)],
        ],
    }
}
