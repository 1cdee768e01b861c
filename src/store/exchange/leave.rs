//! Leaving a store, so that another office can be joined: what counts here becomes work that was sent nowhere, and is
//! sealed anew for whoever lets this laptop in. The store that is left keeps what it has.

use crate::store::Store;
use crate::store::error::StoreError;

const LEAVE: &str = "
UPDATE tx SET segment = NULL WHERE segment IS NOT NULL;
DELETE FROM segment;
DELETE FROM link;
DELETE FROM aside;
DELETE FROM exchange WHERE name IN ('root', 'join', 'judged') OR name GLOB 'members/*';
DELETE FROM tally WHERE name = 'unsynced';
INSERT INTO tally SELECT 'unsynced', sum(ops) FROM tx HAVING count(*) > 0;
";

impl Store {
    /// Leaves the store this file belongs to, in one transaction. Work that only a newer version can read would be lost,
    /// since nobody here can seal it anew: whoever asks for this has to see first that there is none.
    pub fn leave_store(&mut self) -> Result<(), StoreError> {
        self.transaction(|store| {
            store.db.execute_batch(LEAVE)?;
            Ok(())
        })
    }
}
