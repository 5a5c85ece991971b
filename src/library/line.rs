//! Work on all cores whose results come in order, with bounded memory.
//!
//! A worker that is far ahead of the slowest waits, so at most [`AHEAD`] results a core are held at any time, however many
//! there are. What one piece of work does wrong is its own: a panic in it ends the line and is passed on.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc::channel;
use std::sync::{Condvar, Mutex, PoisonError};

/// Results that may wait, for each core.
const AHEAD: usize = 16;

#[derive(Debug, Default)]
struct State {
    claimed: usize,
    taken: usize,
    stopped: bool,
}

/// Where the line stands.
struct Line {
    state: Mutex<State>,
    moved: Condvar,
}

impl Line {
    /// The next number, as soon as it is not too far ahead.
    fn claim(&self, total: usize, ahead: usize) -> Option<usize> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while !state.stopped && state.claimed < total && state.claimed >= state.taken + ahead {
            state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.stopped || state.claimed >= total {
            return None;
        }
        state.claimed += 1;
        Some(state.claimed - 1)
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner));
        self.moved.notify_all();
    }
}

/// Ends the line when its holder goes, on whatever way. A worker goes when nothing is left to claim or at a panic.
struct Stop<'a>(&'a Line);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.change(|state| state.stopped = true);
    }
}

/// Does `work` for every number below `total` and hands the results to `take` in their order, until it breaks.
pub fn in_order<T: Send, B>(
    total: usize,
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(usize, T) -> ControlFlow<B>,
) -> ControlFlow<B> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(total.max(1));
    let line = Line { state: Mutex::default(), moved: Condvar::new() };
    std::thread::scope(|scope| {
        let _stop = Stop(&line);
        let (sender, results) = channel();
        for _ in 0..threads {
            let (sender, line, work) = (sender.clone(), &line, &work);
            scope.spawn(move || {
                // The end of one worker is the end of all: at a panic nobody waits for the result that will not come.
                let _stop = Stop(line);
                while let Some(number) = line.claim(total, threads * AHEAD) {
                    if sender.send((number, work(number))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let (mut waiting, mut next) = (BTreeMap::new(), 0);
        for (number, result) in results {
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&next) {
                take(next, result)?;
                next += 1;
                line.change(|state| state.taken = next);
            }
        }
        ControlFlow::Continue(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn results_come_in_order_and_few_wait() {
        let (begun, mut seen, most) = (AtomicUsize::new(0), Vec::new(), AtomicUsize::new(0));
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let work = |number: usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            if number == 0 {
                std::thread::sleep(Duration::from_millis(50));
            }
            number * 2
        };
        let end: ControlFlow<()> = in_order(1000, work, |number, result| {
            most.fetch_max(begun.load(Ordering::SeqCst) - number, Ordering::SeqCst);
            seen.push(result);
            ControlFlow::Continue(())
        });
        assert!(end.is_continue());
        assert_eq!(seen, (0..1000).map(|n| n * 2).collect::<Vec<_>>());
        assert!(most.into_inner() <= threads * AHEAD + threads);
    }

    #[test]
    fn a_break_ends_the_work() {
        let begun = AtomicUsize::new(0);
        let work = |_| begun.fetch_add(1, Ordering::SeqCst);
        let end =
            in_order(
                100_000,
                work,
                |number, _| if number == 5 { ControlFlow::Break("enough") } else { ControlFlow::Continue(()) },
            );
        assert_eq!(end, ControlFlow::Break("enough"));
        assert!(begun.into_inner() < 1000);
    }

    #[test]
    fn no_work_is_done_at_once() {
        let end: ControlFlow<()> = in_order(0, |_| (), |_, ()| ControlFlow::Continue(()));
        assert!(end.is_continue());
    }
}
