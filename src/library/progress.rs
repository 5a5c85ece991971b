//! How far reading a corpus has come, how that is told, and how often.

use crate::text::Lang;
use std::time::{Duration, Instant};

/// How far reading a corpus has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Sources looked at.
    pub done: usize,
    /// Sources found.
    pub total: usize,
    /// Bytes of those that had to be read.
    pub bytes: u64,
    /// Time since the first was looked at.
    pub elapsed: Duration,
}

impl Progress {
    /// Below this, a rate says nothing.
    const SETTLED: Duration = Duration::from_millis(500);

    /// Sources a second; nothing where that is not known yet.
    pub fn rate(&self) -> Option<f64> {
        (self.elapsed >= Self::SETTLED && self.done > 0).then(|| self.done as f64 / self.elapsed.as_secs_f64())
    }

    /// The time that the rest will take at this rate.
    pub fn left(&self) -> Option<Duration> {
        let rest = self.total.saturating_sub(self.done);
        self.rate().map(|rate| Duration::from_secs_f64(rest as f64 / rate))
    }

    /// Counts, rate and time left in words: `1200/3000 · 310/s · 0:06 left`.
    pub fn told(&self, lang: Lang) -> String {
        let mut told = format!("{}/{}", self.done, self.total);
        if let Some((rate, left)) = self.rate().zip(self.left()) {
            let seconds = left.as_secs_f64().ceil() as u64;
            let (minutes, seconds) = (seconds / 60, seconds % 60);
            told += &lang.pick(
                format!(" · {rate:.0} 份/秒 · 余 {minutes}:{seconds:02}"),
                format!(" · {rate:.0}/s · {minutes}:{seconds:02} left"),
            );
        }
        told
    }
}

/// How often something that costs more the longer it goes on is done: at most a tenth of the time goes into it.
#[derive(Clone, Copy, Debug)]
pub struct Rhythm {
    next: Instant,
}

impl Rhythm {
    const FIRST: Duration = Duration::from_millis(150);
    const SHORTEST: Duration = Duration::from_millis(500);

    /// The first time is soon.
    pub fn new() -> Self {
        Self { next: Instant::now() + Self::FIRST }
    }

    /// Does it if it is time.
    pub fn keep(&mut self, mut it: impl FnMut()) {
        let begun = Instant::now();
        if begun >= self.next {
            it();
            let done = Instant::now();
            self.next = done + Self::SHORTEST.max((done - begun) * 10);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rate_and_time_left_are_told_once_they_mean_something() {
        let young = Progress { done: 3, total: 90, elapsed: Duration::from_millis(20), ..Progress::default() };
        assert_eq!(young.told(Lang::En), "3/90");
        let later = Progress { done: 100, total: 700, elapsed: Duration::from_secs(5), ..Progress::default() };
        assert_eq!(later.told(Lang::En), "100/700 · 20/s · 0:30 left");
        assert_eq!(later.told(Lang::Zh), "100/700 · 20 份/秒 · 余 0:30");
        assert_eq!(Progress { total: 5, elapsed: Duration::from_secs(9), ..Progress::default() }.told(Lang::En), "0/5");
    }
}
