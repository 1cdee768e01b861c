//! The trials: many seeds of the program as it is, and every planted bug, which must be seen.
#![cfg(test)]

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use super::{Figures, play};
use crate::mutant::{self, Mutant};

/// Seeds in every test run; one or more by hand: `LIUYOU_SEED=17` or
/// `LIUYOU_SEEDS=300000 cargo test --release --lib simulator -- --nocapture`.
const SEEDS: u64 = 2000;

/// Seeds after which a planted bug that was not seen counts as unseen.
const MUTANT_SEEDS: u64 = 1500;

fn seeds() -> u64 {
    let given = std::env::var("LIUYOU_SEEDS").ok();
    given.and_then(|given| given.parse().ok()).unwrap_or(SEEDS)
}

#[test]
fn whatever_happens_nothing_is_lost_and_all_see_the_same() {
    if let Ok(one) = std::env::var("LIUYOU_SEED") {
        eprintln!("{:?}", play(one.parse().unwrap()));
        return;
    }
    let (seeds, began) = (seeds(), Instant::now());
    let next = AtomicU64::new(0);
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let results: Vec<(Figures, Option<String>)> = std::thread::scope(|scope| {
        let work = || {
            let mut sum = Figures::default();
            loop {
                let seed = next.fetch_add(1, Ordering::Relaxed);
                if seed >= seeds {
                    return (sum, None);
                }
                match play(seed) {
                    Ok(figures) => sum.add(figures),
                    Err(what) => {
                        next.store(seeds, Ordering::Relaxed);
                        return (sum, Some(format!("seed {seed}: {what}")));
                    }
                }
            }
        };
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().map(|run| run.join().unwrap()).collect()
    });
    let mut sum = Figures::default();
    for (figures, failed) in results {
        assert_eq!(failed, None);
        sum.add(figures);
    }
    eprintln!(
        "{seeds} seeds in {:.1} s: {sum:?}",
        began.elapsed().as_secs_f64()
    );
    if seeds >= SEEDS {
        let rare = [
            sum.kills,
            sum.full,
            sum.copies,
            sum.put_back,
            sum.rolled_back,
            sum.revoked,
            sum.forged,
            sum.newer,
            sum.repairs,
            sum.conflicts,
        ];
        assert!(rare.iter().all(|count| *count >= 20), "{sum:?}");
    }
}

#[test]
fn the_same_number_gives_the_same_story() {
    let story = |seed| format!("{:?}", play(seed));
    assert_eq!(story(7), story(7));
    assert_ne!(story(7), story(8));
}

/// Plays seeds with a bug planted; returns the first seed in which something was not true.
fn seen_after(planted: Mutant) -> Option<(u64, String)> {
    mutant::plant(Some(planted));
    let seen = (0..MUTANT_SEEDS).find_map(|seed| {
        let played = std::panic::catch_unwind(|| play(seed));
        match played {
            Ok(Ok(_)) => None,
            Ok(Err(what)) => Some((seed, what)),
            Err(_) => Some((seed, "panicked".into())),
        }
    });
    mutant::plant(None);
    seen
}

macro_rules! planted {
    ($($name:ident $mutant:ident;)+) => {
        $(#[test]
        fn $name() {
            let seen = seen_after(Mutant::$mutant);
            eprintln!("{}: {seen:?}", stringify!($mutant));
            assert!(seen.is_some(), "nobody sees {}", stringify!($mutant));
        })+
    };
}

planted! {
    a_last_writer_who_wins_is_seen LastWriterWins;
    names_by_counter_are_seen CounterIds;
    a_cursor_of_what_was_sent_is_seen UploadCursor;
    taking_in_what_nobody_signed_is_seen NoVerify;
    absence_taken_for_deletion_is_seen AbsenceIsDeletion;
    a_mark_before_the_work_is_seen MarkBeforeApply;
    a_cursor_of_heights_is_seen HeightCursor;
    names_without_a_hash_are_seen HashlessNames;
    a_late_operation_that_shows_again_is_seen LateShows;
    bytes_made_anew_are_seen SealAnew;
    dropped_work_of_newer_versions_is_seen DropNewer;
    work_after_a_revocation_is_seen RevokeLater;
    a_copy_under_the_same_name_is_seen NeverSuspect;
    a_damaged_file_left_alone_is_seen NoRepair;
}

impl Figures {
    fn add(&mut self, other: Figures) {
        self.syncs += other.syncs;
        self.events += other.events;
        self.writes += other.writes;
        self.kills += other.kills;
        self.full += other.full;
        self.copies += other.copies;
        self.put_back += other.put_back;
        self.rolled_back += other.rolled_back;
        self.faults += other.faults;
        self.revoked += other.revoked;
        self.forged += other.forged;
        self.newer += other.newer;
        self.repairs += other.repairs;
        self.conflicts += other.conflicts;
    }
}
