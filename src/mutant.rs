//! Bugs that can be planted to prove that the tests would see them. In the program itself none can be switched on:
//! `is_planted` is the constant `false` there, and what stands behind it is not compiled in.

/// A bug that some program of this kind really had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutant {
    /// The later stamp wins, instead of every value that nobody has seen and replaced.
    LastWriterWins,
    /// Operations are named by device and counter, which a copied laptop gives out twice.
    CounterIds,
    /// What was sent once is never looked at again.
    UploadCursor,
    /// Whatever can be unfolded is taken in.
    NoVerify,
    /// What the store no longer lists was deleted there.
    AbsenceIsDeletion,
    /// A segment counts as read before it is.
    MarkBeforeApply,
    /// Everything below the highest segment read of a stream counts as read.
    HeightCursor,
    /// Names of segments do not tell one from another of the same height.
    HashlessNames,
    /// An operation that arrives after the one that replaced it shows again.
    LateShows,
    /// Every attempt to send a segment makes its bytes anew.
    SealAnew,
    /// Saves of newer versions are passed over.
    DropNewer,
    /// Nobody is ever shut out of what is already here.
    RevokeLater,
    /// A copied laptop goes on under the same name.
    NeverSuspect,
    /// A damaged file is never put again.
    NoRepair,
}

#[cfg(test)]
thread_local! {
    static PLANTED: std::cell::Cell<Option<Mutant>> = const { std::cell::Cell::new(None) };
}

/// Plants a bug in this thread.
#[cfg(test)]
pub fn plant(mutant: Option<Mutant>) {
    PLANTED.with(|planted| planted.set(mutant));
}

#[cfg(test)]
pub fn is_planted(mutant: Mutant) -> bool {
    PLANTED.with(|planted| planted.get() == Some(mutant))
}

#[cfg(not(test))]
pub const fn is_planted(_: Mutant) -> bool {
    false
}
