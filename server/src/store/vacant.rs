//! Whether a database holds anything, asked before the schema is touched.

use super::row::Columns;
use super::{Dialect, Store, StoreError};

const SQLITE_TABLES: &str = "
    select name from sqlite_master where type = 'table' and name not like 'sqlite%'";

const POSTGRES_TABLES: &str = "
    select cast(table_name as text) as name from information_schema.tables
    where table_schema = 'public'";

const CREDITORS: &str = "select cast(count(*) as bigint) as creditors from creditors";

impl Store {
    /// Whether nobody's data stands in the database: it has no table, or our schema and no creditor.
    pub async fn is_vacant(&self) -> Result<bool, StoreError> {
        let tables = match self.dialect() {
            Dialect::Sqlite => SQLITE_TABLES,
            Dialect::Postgres => POSTGRES_TABLES,
        };
        let mut conn = self.read().await?;
        let rows = sqlx::query(tables).fetch_all(&mut *conn).await?;
        let names = rows.iter().map(|row| row.text("name")).collect::<Result<Vec<_>, _>>()?;
        if names.is_empty() {
            return Ok(true);
        }
        if !names.iter().any(|name| name == "creditors") {
            return Ok(false);
        }
        Ok(sqlx::query(CREDITORS).fetch_one(&mut *conn).await?.number("creditors")? == 0)
    }
}
