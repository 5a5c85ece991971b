//! Rarer turns of the genre: names said by half, shares that move, goals as bounds, and figures that are somebody else's.

use super::facts::{AMOUNTS, Writer};
use baogao::report::{Bound, Measure};

use Bound::{AtMost, Exact};
use Measure::{Change, Growth, Level, Share};

impl Writer {
    /// One sentence with figures of the place.
    pub fn turn(&mut self) {
        let year = self.year;
        let text = match self.dice.below(7) {
            0 => {
                let (all, town, land) = (self.rate(12), self.rate(12), self.rate(12));
                self.plan("income_all", Growth, all, "%", Exact);
                self.plan("income_urban", Growth, town, "%", Exact);
                self.plan("income_rural", Growth, land, "%", Exact);
                let verb = self.dice.of(&["", "增长"]);
                let [all, town, land] = [all, town, land].map(|rate| self.percent(rate));
                format!("居民人均可支配收入增长{all}，其中城镇{verb}{town}，农村{verb}{land}")
            }
            1 => {
                let (before, points) = (self.size(40.0), self.rate(3));
                let now = before + 4.0;
                self.plan("tertiary_va", Share, now, "%", Exact);
                let of = self.dice.of(&["占比", "占地区生产总值比重", "增加值占GDP的比重"]);
                let moved = format!("服务业{of}由{}提高到{}", self.percent(before), self.percent(now));
                if self.dice.chance(50) {
                    moved
                } else {
                    self.plan("tertiary_va", Change, points, "个百分点", Exact);
                    format!("服务业{of}达到{}、提高{}个百分点", self.percent(now), self.number(points))
                }
            }
            2 => {
                let rate = self.rate(4);
                self.plan("unemployment_registered", Share, rate, "%", AtMost);
                let bound = self.dice.of(&["的目标以内", "以内", "以下", "的预期目标之内", "范围内"]);
                format!("城镇登记失业率控制在{}{bound}", self.percent(rate))
            }
            3 => self.rose(),
            4 => {
                let names = self.names(&AMOUNTS, 2);
                let [a, b] = names.as_slice() else { return };
                let usual = self.years;
                self.years = (year - 3, year - 1);
                let (first, second) = (self.rate(40), self.rate(40));
                self.plan(a.0, Growth, first, "%", Exact);
                self.plan(b.0, Growth, second, "%", Exact);
                self.years = usual;
                let [first, second] = [first, second].map(|rate| self.percent(rate));
                format!("与{}年相比，{}增长{first}，{}增长{second}", year - 4, a.3, b.3)
            }
            5 => {
                let (rate, share) = (self.rate(4), self.rate(30));
                self.plan("rd_intensity", Share, rate, "%", Exact);
                self.plan("rd_spending", Share, share, "%", Exact);
                let [rate, share] = [rate, share].map(|rate| self.percent(rate));
                format!("全社会研发投入强度达{rate}，总量占{}{share}", self.above)
            }
            _ => {
                let (ratio, points) = (self.size(50.0), self.rate(2));
                self.plan("urbanization", Share, ratio, "%", Exact);
                // A mean of some years is neither that of all of them nor that of one.
                format!("城镇化率达到{}，年均提高{}个百分点", self.percent(ratio), self.number(points))
            }
        };
        self.sentence.push_str(&text);
        self.end();
    }

    /// 从5年前的28亿元增加到95亿元，增长2.4倍.
    fn rose(&mut self) -> String {
        let Some(name) = self.names(&AMOUNTS, 1).pop() else { return String::new() };
        let (usual, first, last) = (self.years, self.year - 6, self.year - 1);
        let (before, now, times) = (self.size(name.5), self.size(name.5), 1.0 + self.rate(2));
        self.years = (first, first);
        self.plan(name.0, Level, before, name.4, Exact);
        self.years = (last, last);
        self.plan(name.0, Level, now, name.4, Exact);
        self.years = (first + 1, last);
        self.plan(name.0, Growth, times, "倍", Exact);
        self.years = usual;
        let [before, now] = [before, now].map(|value| self.amount(value, name.4));
        format!("{}从{first}年的{before}增加到{last}年的{now}，增长{}倍", name.3, self.number(times))
    }

    /// A sentence whose figures are a firm's, an area's, a tier's or a share of something else.
    pub fn stray(&mut self) {
        let Some(name) = self.names(&AMOUNTS, 1).pop() else { return };
        let (value, rate) = (self.size(name.5), self.rate(18));
        let (level, growth) = (self.amount(value, name.4), self.percent(rate));
        let text = match self.dice.below(6) {
            0 => format!("华新集团实现产值90亿元，完成{}{level}，增长{growth}", name.3),
            1 => format!("新材料项目达产后，可实现产值90亿元，{}{level}", name.3),
            2 => format!("沿江改革创新示范区起步良好，固定资产投资增长{growth}"),
            3 => format!("生产性服务业占服务业比重由{growth}提高到{growth}"),
            4 => format!("第三产业占从业人员的比重达到{growth}"),
            _ => format!("华新公司{}增长{growth}", name.3),
        };
        self.sentence.push_str(&text);
        self.end();
    }
}
