//! An answer that is a document to keep.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::fault::Fault;
use crate::documents::{Dated, pdf_aside};

/// The paper as PDF, kept under `name`: a file name without its ending.
pub async fn answer(dated: Dated, name: &'static str) -> Result<Response, Fault> {
    let set = pdf_aside(dated).await;
    let bytes = set.map_err(|error| Fault::incident(&error))?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.pdf\"")),
    ];
    Ok((headers, bytes).into_response())
}
