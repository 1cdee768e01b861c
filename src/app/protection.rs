//! The sheets over the settings that care for the data at rest: a backup, and the passphrase.

use std::path::PathBuf;

use super::command::{Cmd, Wish};
use super::form::{Field, Form};
use super::lock::Secret;
use super::model::Shell;
use super::sheet::{Fault, Sheet};

/// Characters that a passphrase has at least, as the store has it.
pub const SHORTEST: usize = 8;

/// A backup of everything into a file.
pub fn backup(shell: &Shell) -> Sheet {
    let words = shell.words;
    let name = format!("{}-{}.zip", words.file_backup(), shell.today);
    let path = PathBuf::from(&shell.folder).join("exports").join(name);
    let evidence = vec![
        words.backup_with_evidence().to_owned(),
        words.backup_without_evidence().to_owned(),
    ];
    let form = Form::new(vec![
        Field::text(words.field_file(), &path.display().to_string()),
        Field::choice(words.evidence(), evidence, 0),
    ]);
    let make = |form: &Form, shell: &Shell, ticket| match form.text_of(0) {
        "" => Err((0, shell.words.file_needed().to_owned())),
        path => Ok(Cmd::Backup {
            ticket,
            out: path.into(),
            evidence: form.choice_of(1) == 0,
        }),
    };
    Sheet::asking(words.backup_title(), words.backup_hint(), form, make).only_reading()
}

/// A passphrase to set, or the one there is to be changed or removed.
pub fn passphrase(shell: &Shell) -> Sheet {
    let words = shell.words;
    if !shell.protected {
        let form = Form::new(vec![
            Field::secret(words.field_new_passphrase()),
            Field::secret(words.field_once_more()),
        ]);
        let make = |form: &Form, shell: &Shell, ticket| {
            let wish = Wish::Set(new(form, (0, 1), shell)?);
            Ok(Cmd::Passphrase { ticket, wish })
        };
        return Sheet::asking(
            words.passphrase_title(),
            words.passphrase_hint(),
            form,
            make,
        );
    }
    let wishes = vec![
        words.passphrase_to_change().to_owned(),
        words.passphrase_to_remove().to_owned(),
    ];
    let form = Form::new(vec![
        Field::choice(words.field_wish(), wishes, 0),
        Field::secret(words.field_old_passphrase()),
        Field::secret(words.field_new_passphrase()),
        Field::secret(words.field_once_more()),
    ]);
    let make = |form: &Form, shell: &Shell, ticket| {
        let old = form.text_of(1);
        if old.is_empty() {
            return Err((1, shell.words.passphrase_needed().to_owned()));
        }
        let old = Secret::new(old);
        let wish = match form.choice_of(0) {
            0 => Wish::Change {
                new: new(form, (2, 3), shell)?,
                old,
            },
            _ => Wish::Remove(old),
        };
        Ok(Cmd::Passphrase { ticket, wish })
    };
    Sheet::asking(
        words.passphrase_title(),
        words.passphrase_hint(),
        form,
        make,
    )
}

/// A new passphrase, typed twice.
fn new(form: &Form, (one, again): (usize, usize), shell: &Shell) -> Result<Secret, Fault> {
    let text = form.text_of(one);
    if text.chars().count() < SHORTEST {
        return Err((one, shell.words.passphrase_short(SHORTEST)));
    }
    match text == form.text_of(again) {
        true => Ok(Secret::new(text)),
        false => Err((again, shell.words.passphrase_differs().to_owned())),
    }
}
