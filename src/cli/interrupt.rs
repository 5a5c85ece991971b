//! Ctrl-C: the first asks the work to stop, the second ends the program at once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// Told that the user asked to stop; the flag is whether it is not the first time.
type Told = Box<dyn Fn(bool) + Send>;

/// Whether the user asked to stop.
#[derive(Clone, Default)]
pub struct Interrupt {
    is_set: Arc<AtomicBool>,
    told: Arc<Mutex<Option<Told>>>,
}

impl Interrupt {
    /// Listens for SIGINT, SIGTERM and SIGHUP from here on.
    pub fn listen() -> Self {
        let asked = Self::default();
        let heard = asked.clone();
        // Where no handler can be set, the system's own still ends the program.
        _ = ctrlc::set_handler(move || {
            let again = heard.is_set.swap(true, Ordering::Relaxed);
            if let Some(told) = heard.told.lock().ok().as_deref().and_then(Option::as_ref) {
                told(again);
            }
            if again {
                std::process::exit(130);
            }
        });
        asked
    }

    /// Whether the user asked to stop.
    pub fn is_set(&self) -> bool {
        self.is_set.load(Ordering::Relaxed)
    }

    /// Tells `told` from now on, on a thread of its own, each time the user asks to stop.
    pub fn tell(&self, told: impl Fn(bool) + Send + 'static) {
        if let Ok(mut slot) = self.told.lock() {
            *slot = Some(Box::new(told));
        }
    }
}
