//! The built-in sample corpus: condensed reports written for this program with the figures of public reports.

/// Path and text of every sample, in path order. `tests/sample.rs` compares the list with the folder.
pub const SAMPLE: &[(&str, &str)] = &[
    ("云南省/曲靖市/麒麟区2023年.txt", include_str!("../../assets/sample/云南省/曲靖市/麒麟区2023年.txt")),
    ("四川省/自贡市/沿滩区2023年.txt", include_str!("../../assets/sample/四川省/自贡市/沿滩区2023年.txt")),
    ("四川省/遂宁市/船山区2024年.txt", include_str!("../../assets/sample/四川省/遂宁市/船山区2024年.txt")),
    ("安徽省/安徽省2026年.txt", include_str!("../../assets/sample/安徽省/安徽省2026年.txt")),
    ("山东省/济南市/历城区2023年.txt", include_str!("../../assets/sample/山东省/济南市/历城区2023年.txt")),
    ("山东省/淄博市/临淄区2023年.txt", include_str!("../../assets/sample/山东省/淄博市/临淄区2023年.txt")),
    ("山西省/山西省2026年.txt", include_str!("../../assets/sample/山西省/山西省2026年.txt")),
    ("广东省/广州市/荔湾区2023年.txt", include_str!("../../assets/sample/广东省/广州市/荔湾区2023年.txt")),
    (
        "广东省/深圳市/光明区/光明区2021年.txt",
        include_str!("../../assets/sample/广东省/深圳市/光明区/光明区2021年.txt"),
    ),
    (
        "广东省/深圳市/光明区/光明区2022年.txt",
        include_str!("../../assets/sample/广东省/深圳市/光明区/光明区2022年.txt"),
    ),
    (
        "广东省/深圳市/光明区/光明区2023年.txt",
        include_str!("../../assets/sample/广东省/深圳市/光明区/光明区2023年.txt"),
    ),
    (
        "广东省/深圳市/光明区/光明区2024年.txt",
        include_str!("../../assets/sample/广东省/深圳市/光明区/光明区2024年.txt"),
    ),
    (
        "广东省/深圳市/南山区/南山区2021年.txt",
        include_str!("../../assets/sample/广东省/深圳市/南山区/南山区2021年.txt"),
    ),
    (
        "广东省/深圳市/南山区/南山区2022年.txt",
        include_str!("../../assets/sample/广东省/深圳市/南山区/南山区2022年.txt"),
    ),
    (
        "广东省/深圳市/南山区/南山区2023年.txt",
        include_str!("../../assets/sample/广东省/深圳市/南山区/南山区2023年.txt"),
    ),
    (
        "广东省/深圳市/南山区/南山区2024年.txt",
        include_str!("../../assets/sample/广东省/深圳市/南山区/南山区2024年.txt"),
    ),
    (
        "广东省/深圳市/盐田区/盐田区2021年.txt",
        include_str!("../../assets/sample/广东省/深圳市/盐田区/盐田区2021年.txt"),
    ),
    (
        "广东省/深圳市/盐田区/盐田区2022年.txt",
        include_str!("../../assets/sample/广东省/深圳市/盐田区/盐田区2022年.txt"),
    ),
    (
        "广东省/深圳市/盐田区/盐田区2023年.txt",
        include_str!("../../assets/sample/广东省/深圳市/盐田区/盐田区2023年.txt"),
    ),
    (
        "广东省/深圳市/盐田区/盐田区2024年.txt",
        include_str!("../../assets/sample/广东省/深圳市/盐田区/盐田区2024年.txt"),
    ),
    ("江西省/江西省2026年.txt", include_str!("../../assets/sample/江西省/江西省2026年.txt")),
    ("浙江省/杭州市/临安区2023年.txt", include_str!("../../assets/sample/浙江省/杭州市/临安区2023年.txt")),
    ("浙江省/浙江省2026年.txt", include_str!("../../assets/sample/浙江省/浙江省2026年.txt")),
    ("辽宁省/大连市/沙河口区2023年.txt", include_str!("../../assets/sample/辽宁省/大连市/沙河口区2023年.txt")),
];
