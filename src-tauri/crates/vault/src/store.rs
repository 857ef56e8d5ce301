//! An open vault: reading in one snapshot, writing in one transaction.
//!
//! The handles keep the two apart: a function that takes a [`Reader`] cannot
//! change anything, one that takes a [`Writer`] runs in a transaction that is
//! kept whole or not at all. What can be read and written is in `table`.

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::VaultError;
use crate::key::VaultKey;
use crate::search::{self, Unsettled};

/// Holds an open vault; dropping it closes the file.
pub struct Vault {
    pub(crate) connection: Connection,
    pub(crate) folder: PathBuf,
    /// What a copy is opened with to try it; wiped with the vault.
    pub(crate) key: VaultKey,
    pub(crate) key_id: String,
    /// The search index was found not to be whole.
    index_trouble: Cell<bool>,
}

/// Reads the vault as it was when the reading began.
pub struct Reader<'v> {
    pub(crate) connection: &'v Connection,
    pub(crate) index_trouble: &'v Cell<bool>,
}

/// Writes the vault, and reads what it wrote.
pub struct Writer<'v> {
    reader: Reader<'v>,
    pub(crate) unsettled: RefCell<Unsettled>,
}

impl<'v> Deref for Writer<'v> {
    type Target = Reader<'v>;
    fn deref(&self) -> &Reader<'v> {
        &self.reader
    }
}

impl Vault {
    pub(crate) fn new(connection: Connection, folder: &Path, key: VaultKey, key_id: &str) -> Vault {
        let (folder, key_id) = (folder.to_owned(), key_id.to_owned());
        Vault { connection, folder, key, key_id, index_trouble: Cell::new(false) }
    }

    /// Reads in one snapshot: what another process writes meanwhile is not seen half.
    ///
    /// # Errors
    /// What the closure returns, and [`VaultError`] for the database's own.
    pub fn read<T, E: From<VaultError>>(&self, f: impl FnOnce(&Reader<'_>) -> Result<T, E>) -> Result<T, E> {
        let snapshot = self.connection.unchecked_transaction().map_err(VaultError::from)?;
        let result = f(&Reader { connection: &snapshot, index_trouble: &self.index_trouble });
        drop(snapshot);
        self.mend_index();
        result
    }

    /// Writes in one transaction; when this returns `Ok`, everything is on the disk.
    ///
    /// # Errors
    /// What the closure returns, and [`VaultError`] for the database's own; nothing has changed then.
    pub fn write<T, E: From<VaultError>>(
        &mut self,
        f: impl FnOnce(&Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let transaction = Transaction::new(&mut self.connection, TransactionBehavior::Immediate)
            .map_err(VaultError::from)?;
        let reader = Reader { connection: &transaction, index_trouble: &self.index_trouble };
        let writer = Writer { reader, unsettled: RefCell::default() };
        let result = f(&writer)?;
        writer.settle_index()?;
        transaction.commit().map_err(VaultError::from)?;
        Ok(result)
    }

    /// Builds the search index again after a reading found it not to be whole.
    fn mend_index(&self) {
        if !self.index_trouble.take() {
            return;
        }
        let mended = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)
            .map_err(VaultError::from)
            .and_then(|transaction| {
                search::build_on_disk(&Reader {
                    connection: &transaction,
                    index_trouble: &self.index_trouble,
                })?;
                Ok(transaction.commit()?)
            });
        match mended {
            Ok(()) => {}
            // The answer was right without it: the next search tries again, and a writing says what is wrong.
            Err(_) => self.index_trouble.set(false),
        }
    }

    /// Returns a number that changes when another process has written.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn data_version(&self) -> Result<i64, VaultError> {
        Ok(self.connection.query_row("PRAGMA data_version", [], |row| row.get(0))?)
    }

    /// Sets how long to wait for another process before [`VaultError::Busy`]; 5 s unless set.
    ///
    /// # Errors
    /// [`VaultError`] when the database refuses.
    pub fn wait_at_most(&self, patience: Duration) -> Result<(), VaultError> {
        Ok(self.connection.busy_timeout(patience)?)
    }

    /// Closes the file and says whether that went well; the key leaves memory.
    ///
    /// # Errors
    /// [`VaultError`] when what is in the log could not be moved into the file; it is still in the log.
    pub fn close(self) -> Result<(), VaultError> {
        Ok(self.connection.close().map_err(|(_, error)| error)?)
    }
}
