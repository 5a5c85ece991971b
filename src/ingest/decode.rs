//! From bytes to characters.

/// A decoded text.
#[derive(Debug)]
pub struct Decoded {
    /// The characters.
    pub text: String,
    /// WHATWG name in lower case.
    pub encoding: &'static str,
}

/// Decodes `bytes` in the encoding that explains them best.
pub fn decode(bytes: &[u8]) -> Decoded {
    Decoded { text: String::from_utf8_lossy(bytes).replace("\r\n", "\n"), encoding: "utf-8" }
}
