//! Picking reports in the tree: what is picked is compared and listed together, wherever one goes meanwhile.

use super::act;
use crate::app::kit::Step;
use crate::app::pane::{NodeKind, Tree};
use crate::app::{Effect, Model};
use crate::keys::Action;
use std::collections::BTreeSet;

/// Picks what is under the cursor, picks all that the tree shows, or lets all go.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::MarkRow => {
            let under = under(&model.tree).into_iter().collect();
            toggle(model, &under);
            let height = act::tree_height(model);
            model.tree.step(Step::By(1), height);
            return act::preview(model);
        }
        Action::MarkAll => {
            let shown = shown(model).into_iter().collect();
            toggle(model, &shown);
        }
        _ => model.picked.clear(),
    }
    let text = format!("{} {}", model.word("picked"), model.picked.len());
    model.tell(text);
    Vec::new()
}

/// Picks these reports; lets them go where all of them are picked.
fn toggle(model: &mut Model, reports: &BTreeSet<usize>) {
    if reports.iter().all(|report| model.picked.contains(report)) {
        model.picked.retain(|report| !reports.contains(report));
    } else {
        model.picked.extend(reports);
    }
}

/// The reports of the branch under the cursor that the tree shows or would show if it were open; or the one under it.
pub fn under(tree: &Tree) -> Vec<usize> {
    if tree.filter.is_empty() {
        return tree.reports(tree.scroll.cursor).collect();
    }
    let Some(own) = tree.row(tree.scroll.cursor) else { return Vec::new() };
    let below = (tree.scroll.cursor + 1..tree.len()).map_while(|row| tree.row(row).filter(|n| n.depth > own.depth));
    std::iter::once(own).chain(below).filter_map(|node| number(&node.kind)).collect()
}

/// The reports that the tree shows, or would show if all branches were open.
fn shown(model: &Model) -> Vec<usize> {
    let tree = &model.tree;
    if tree.filter.is_empty() {
        return (0..model.library.snapshot().cards.len()).collect();
    }
    (0..tree.len()).filter_map(|row| number(&tree.row(row)?.kind)).collect()
}

fn number(kind: &NodeKind) -> Option<usize> {
    if let NodeKind::Report(number) = kind { Some(*number) } else { None }
}
