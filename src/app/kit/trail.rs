//! The way one came: back, forward, and a new way cut off where one turns.

/// Places that were visited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trail<T> {
    past: Vec<T>,
    future: Vec<T>,
}

/// Older places are forgotten.
const KEPT: usize = 200;

impl<T> Default for Trail<T> {
    fn default() -> Self {
        Self { past: Vec::new(), future: Vec::new() }
    }
}

impl<T: PartialEq> Trail<T> {
    /// Notes that one leaves `here` for somewhere new.
    pub fn leave(&mut self, here: T) {
        self.future.clear();
        if self.past.last() != Some(&here) {
            self.past.push(here);
        }
        if self.past.len() > KEPT {
            self.past.remove(0);
        }
    }

    /// Changes all places; those for which the answer is `false` are forgotten.
    pub fn change(&mut self, mut change: impl FnMut(&mut T) -> bool) {
        self.past.retain_mut(&mut change);
        self.future.retain_mut(&mut change);
    }

    /// The place before, `here` being kept for the way forward.
    pub fn back(&mut self, here: T) -> Option<T> {
        let place = self.past.pop()?;
        self.future.push(here);
        Some(place)
    }

    /// The place after, `here` being kept for the way back.
    pub fn forward(&mut self, here: T) -> Option<T> {
        let place = self.future.pop()?;
        self.past.push(here);
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_lead_the_same_way() {
        let mut trail = Trail::default();
        trail.leave(1);
        trail.leave(2);
        assert_eq!(trail.back(3), Some(2));
        assert_eq!(trail.back(2), Some(1));
        assert_eq!(trail.back(1), None);
        assert_eq!(trail.forward(1), Some(2));
        trail.leave(2);
        assert_eq!(trail.forward(9), None);
    }
}
