//! What balancers and operators ask.

use axum::extract::State;
use axum::http::StatusCode;
use sqlx::Row;

use crate::compose::Portal;

/// GET /healthz: the process answers.
pub async fn alive() -> &'static str {
    "alive\n"
}

/// GET /readyz: the database answers too.
pub async fn ready(State(portal): State<Portal>) -> (StatusCode, &'static str) {
    let asked = async {
        let mut conn = portal.store.read().await?;
        let row = sqlx::query("select cast(1 as bigint) as one").fetch_one(&mut *conn).await?;
        Ok::<i64, crate::store::StoreError>(row.try_get("one")?)
    };
    match asked.await {
        Ok(1) => (StatusCode::OK, "ready\n"),
        Ok(_) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}
