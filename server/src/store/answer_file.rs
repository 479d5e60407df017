//! Pictures and papers that came with answers from phones: where the provider has them, and those that are kept,
//! sealed under the debtor's own key.

use domain::ids::AnswerId;
use sqlx::AnyConnection;

use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// The column that a file is sealed for.
pub const FILE: &str = "file";

/// What is kept; nothing else is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FileKind {
    /// A photograph.
    Jpg,
    /// A picture, as of a screen.
    Png,
    /// A paper.
    Pdf,
}

impl FileKind {
    const ALL: [Self; 3] = [Self::Jpg, Self::Png, Self::Pdf];

    /// The word that stands for it in the store and at the end of a file's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jpg => "jpg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }

    /// What browsers call it.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }

    const fn begins_with(self) -> &'static [u8] {
        match self {
            Self::Jpg => b"\xff\xd8\xff",
            Self::Png => b"\x89PNG\r\n\x1a\n",
            Self::Pdf => b"%PDF-",
        }
    }

    /// What a file is, by how it begins, whatever anybody calls it; `None` for anything else.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| bytes.starts_with(kind.begins_with()))
    }

    fn parse(word: &str) -> Result<Self, StoreError> {
        let found = Self::ALL.into_iter().find(|kind| kind.as_str() == word);
        found.ok_or_else(|| StoreError::Corrupt("column `kind` of a file".to_owned()))
    }
}

/// Where a file stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FileState {
    /// It is to be fetched.
    Waiting,
    /// It is kept.
    Kept(FileKind),
    /// It is not kept, and will not be.
    Left,
}

const INSERT: &str = "
    insert into answer_files (creditor_id, answer_id, number, source, state)
    values ($1, $2, $3, $4, 'waiting')";

/// Writes where the provider has the file `number` of an answer, counted from 1.
pub async fn insert(
    tx: &mut Tx,
    tenant: &Tenant,
    (answer, number, source): (&AnswerId, i64, &str),
) -> Result<(), StoreError> {
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(answer.as_str().to_owned())
        .bind(number)
        .bind(source.to_owned())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const WAITING: &str = "
    select number, source from answer_files
    where creditor_id = $1 and answer_id = $2 and state = 'waiting' order by number";

/// The files of an answer that are to be fetched, each with where the provider has it.
pub async fn waiting(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    answer: &AnswerId,
) -> Result<Vec<(i64, String)>, StoreError> {
    let rows = sqlx::query(WAITING)
        .bind(tenant.id().to_owned())
        .bind(answer.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| Ok((row.number("number")?, row.text("source")?))).collect()
}

const KEEP: &str = "
    update answer_files set state = 'kept', kind = $4, file_sealed = $5
    where creditor_id = $1 and answer_id = $2 and number = $3 and state = 'waiting'";

/// Keeps a file that was fetched, sealed for [`FILE`]; false if that was done before.
pub async fn keep(
    tx: &mut Tx,
    tenant: &Tenant,
    (answer, number): (&AnswerId, i64),
    (kind, sealed): (FileKind, Vec<u8>),
) -> Result<bool, StoreError> {
    let done = sqlx::query(KEEP)
        .bind(tenant.id().to_owned())
        .bind(answer.as_str().to_owned())
        .bind(number)
        .bind(kind.as_str())
        .bind(sealed)
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

const LEAVE: &str = "
    update answer_files set state = 'left', why = $4
    where creditor_id = $1 and answer_id = $2 and number = $3 and state = 'waiting'";

/// Writes that a file is not kept, and why, in a word of the program.
pub async fn leave(
    tx: &mut Tx,
    tenant: &Tenant,
    (answer, number): (&AnswerId, i64),
    why: &str,
) -> Result<(), StoreError> {
    sqlx::query(LEAVE)
        .bind(tenant.id().to_owned())
        .bind(answer.as_str().to_owned())
        .bind(number)
        .bind(why.to_owned())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const OF_ANSWER: &str = "
    select number, state, kind from answer_files
    where creditor_id = $1 and answer_id = $2 order by number";

/// The files of an answer, by their numbers, and where each stands.
pub async fn of_answer(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    answer: &AnswerId,
) -> Result<Vec<(i64, FileState)>, StoreError> {
    let rows = sqlx::query(OF_ANSWER)
        .bind(tenant.id().to_owned())
        .bind(answer.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    let file = |row: &sqlx::any::AnyRow| {
        let state = match row.text("state")?.as_str() {
            "waiting" => FileState::Waiting,
            "kept" => FileState::Kept(FileKind::parse(&row.text("kind")?)?),
            "left" => FileState::Left,
            _ => return Err(StoreError::Corrupt("column `state` of a file".to_owned())),
        };
        Ok((row.number("number")?, state))
    };
    rows.iter().map(file).collect()
}

const FIND: &str = "
    select kind, file_sealed from answer_files
    where creditor_id = $1 and answer_id = $2 and number = $3 and state = 'kept'";

/// A file that is kept, as it is sealed.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (answer, number): (&AnswerId, i64),
) -> Result<Option<(FileKind, Vec<u8>)>, StoreError> {
    let row = sqlx::query(FIND)
        .bind(tenant.id().to_owned())
        .bind(answer.as_str().to_owned())
        .bind(number)
        .fetch_optional(conn)
        .await?;
    row.map(|row| Ok((FileKind::parse(&row.text("kind")?)?, row.bytes("file_sealed")?))).transpose()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, WAITING, KEEP, LEAVE, OF_ANSWER, FIND];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_begins_with() {
        for (bytes, expected) in [
            (&b"%PDF-1.7\n"[..], Some(FileKind::Pdf)),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", Some(FileKind::Jpg)),
            (b"\x89PNG\r\n\x1a\n\0", Some(FileKind::Png)),
            (b"<html>", None),
            (b"GIF89a", None),
            (b"\xff\xd8", None),
            (b"", None),
        ] {
            assert_eq!(FileKind::of(bytes), expected, "{bytes:?}");
        }
        for kind in FileKind::ALL {
            assert_eq!(FileKind::parse(kind.as_str()).ok(), Some(kind));
        }
    }
}
