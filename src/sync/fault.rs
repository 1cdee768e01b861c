//! Why a file of a store is set aside. A bad file is never fatal: the others are read, and it is named.

/// What is wrong with a file, in the order in which it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// The bytes are not those the name promises: cut off, changed, or half written.
    Damaged,
    /// No file of ours, or of a form that no version writes.
    Form,
    /// Written by nobody the office let in, as far as this device knows.
    Author,
    /// The signature does not fit.
    Signature,
    /// Written after its device was shut out.
    Revoked,
    /// Its author may not write there.
    Scope,
    /// No key for it was given to this device.
    Key,
    /// The key is there and does not open it.
    Cipher,
    /// Larger inside than any segment may be, or than it says.
    Length,
    /// The saves in it cannot be read, or are not as many as it says.
    Saves,
}

impl Fault {
    pub const ALL: [Fault; 10] = [
        Fault::Damaged,
        Fault::Form,
        Fault::Author,
        Fault::Signature,
        Fault::Revoked,
        Fault::Scope,
        Fault::Key,
        Fault::Cipher,
        Fault::Length,
        Fault::Saves,
    ];

    /// Written form, in the data file and in `--json`.
    pub fn code(self) -> &'static str {
        match self {
            Fault::Damaged => "damaged",
            Fault::Form => "form",
            Fault::Author => "author",
            Fault::Signature => "signature",
            Fault::Revoked => "revoked",
            Fault::Scope => "scope",
            Fault::Key => "key",
            Fault::Cipher => "cipher",
            Fault::Length => "length",
            Fault::Saves => "saves",
        }
    }

    pub fn from_code(code: &str) -> Option<Fault> {
        Fault::ALL.into_iter().find(|fault| fault.code() == code)
    }

    /// More news of the members may make it good.
    pub fn may_pass(self) -> bool {
        matches!(self, Fault::Author | Fault::Scope | Fault::Key)
    }
}
