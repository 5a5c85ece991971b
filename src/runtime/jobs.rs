//! Work on threads. Each job has a ticket and a kind; a newer job of a kind stops the older.
//!
//! A stopped job may still answer: the core passes over a ticket that is not the newest. A panic in a job becomes a
//! fault that the user is told of, and the browser goes on.

use super::{Event, perform};
use crate::app::{Effect, Hands, Lane, Msg, Outcome, Ticket, answer};
use crate::library::{Library, Progress};
use crate::text::Lang;
use std::any::Any;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::thread::Builder;
use std::time::{Duration, Instant};

/// Progress is told so often at most.
const PACE: Duration = Duration::from_millis(60);

/// What competes for the same place on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Reading the corpus.
    Read,
    /// Reading one source for the eye.
    Source,
    /// What the core asks for.
    Lane(Lane),
}

/// What a job may ask and tell while it runs.
#[derive(Debug)]
pub struct Steps {
    ticket: Ticket,
    stopped: Arc<AtomicBool>,
    sender: Sender<Event>,
    told: Mutex<Option<Instant>>,
}

impl Steps {
    /// Whether the answer is wanted no more.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Answers. Nobody listens once the browser is closed.
    pub(super) fn done(&self, outcome: Outcome) {
        _ = self.sender.send(Event::Tell(Msg::Done(self.ticket, outcome)));
    }

    /// Waits; the answer is whether the work is still wanted then.
    fn pause(&self, millis: u64) -> bool {
        if millis > 0 {
            std::thread::sleep(Duration::from_millis(millis));
        }
        !self.is_stopped()
    }

    /// Shows what was read so far; the answer is whether to go on.
    pub fn grown(&self, library: Library) -> ControlFlow<()> {
        _ = self.sender.send(Event::Tell(Msg::Grown(self.ticket, library)));
        if self.is_stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Tells the user something that went wrong on the way; the answer is whether to go on.
    pub fn told(&self, text: String) -> ControlFlow<()> {
        _ = self.sender.send(Event::Tell(Msg::Told(text)));
        if self.is_stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Tells how far the work is; the answer is whether to go on.
    pub fn progress(&self, progress: Progress) -> ControlFlow<()> {
        if self.is_stopped() {
            return ControlFlow::Break(());
        }
        // Workers that meet here do not wait for each other: one of them tells.
        if let Ok(mut told) = self.told.try_lock()
            && told.is_none_or(|told| told.elapsed() >= PACE)
        {
            *told = Some(Instant::now());
            _ = self.sender.send(Event::Tell(Msg::Progress(self.ticket, progress)));
        }
        ControlFlow::Continue(())
    }
}

/// The jobs that run. Dropping them asks all to stop.
#[derive(Debug)]
pub(super) struct Jobs {
    sender: Sender<Event>,
    running: BTreeMap<Kind, Arc<AtomicBool>>,
}

impl Jobs {
    pub fn new(sender: Sender<Event>) -> Self {
        Self { sender, running: BTreeMap::new() }
    }

    /// Starts a job and stops the one of its kind that runs. It may answer in parts, or not at all.
    pub fn start(&mut self, kind: Kind, ticket: Ticket, work: impl FnOnce(&Steps) + Send + 'static) {
        let stopped = Arc::new(AtomicBool::new(false));
        if let Some(older) = self.running.insert(kind, stopped.clone()) {
            older.store(true, Ordering::Relaxed);
        }
        let steps = Steps { ticket, stopped, sender: self.sender.clone(), told: Mutex::new(None) };
        let run = move || {
            if let Err(panic) = catch_unwind(AssertUnwindSafe(|| work(&steps))) {
                steps.done(Outcome::Failed(reason(panic.as_ref())));
            }
        };
        if let Err(error) = Builder::new().name(format!("{kind:?}")).spawn(run) {
            _ = self.sender.send(Event::Tell(Msg::Done(ticket, Outcome::Failed(error.to_string()))));
        }
    }

    /// Starts what an effect asks for, if it is work.
    pub fn answer(&mut self, effect: Effect, lang: Lang) {
        let (Some(ticket), Some(lane), pause) = (effect.ticket(), effect.lane(), effect.pause()) else { return };
        self.start(Kind::Lane(lane), ticket, move |steps| {
            if !steps.pause(pause) {
                return;
            }
            let say = |msg| _ = steps.sender.send(Event::Tell(msg));
            let hands = Hands { cancelled: &|| steps.is_stopped(), all: &on_all, say: &say };
            if let Some(deed) = answer(effect, lang, hands) {
                steps.done(perform::on_files(deed));
            }
        });
    }
}

/// Runs `work` on as many threads as the machine has, at once.
fn on_all(work: &(dyn Fn() + Sync)) {
    let others = std::thread::available_parallelism().map_or(1, std::num::NonZero::get) - 1;
    std::thread::scope(|scope| {
        for _ in 0..others {
            scope.spawn(work);
        }
        work();
    });
}

impl Drop for Jobs {
    fn drop(&mut self) {
        for job in self.running.values() {
            job.store(true, Ordering::Relaxed);
        }
    }
}

fn reason(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "panic".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::{Receiver, channel};

    fn outcome(events: &Receiver<Event>) -> (Ticket, String) {
        loop {
            match events.recv_timeout(Duration::from_secs(20)).unwrap() {
                Event::Tell(Msg::Done(ticket, Outcome::Failed(text))) => return (ticket, text),
                Event::Tell(Msg::Progress(..)) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn a_newer_job_of_a_kind_stops_the_older() {
        let (sender, events) = channel();
        let mut jobs = Jobs::new(sender);
        let wait = |steps: &Steps| {
            while steps.progress(Progress::default()).is_continue() {
                std::thread::yield_now();
            }
            steps.done(Outcome::Failed("stopped".to_owned()));
        };
        jobs.start(Kind::Lane(Lane::Search), Ticket(1), wait);
        jobs.start(Kind::Lane(Lane::Search), Ticket(2), wait);
        assert_eq!(outcome(&events), (Ticket(1), "stopped".to_owned()));
        drop(jobs);
        assert_eq!(outcome(&events), (Ticket(2), "stopped".to_owned()));
    }

    #[test]
    fn a_panic_in_a_job_is_told() {
        let (sender, events) = channel();
        let mut jobs = Jobs::new(sender);
        jobs.start(Kind::Read, Ticket(7), |_| panic!("out of paper"));
        assert_eq!(outcome(&events), (Ticket(7), "out of paper".to_owned()));
    }
}
