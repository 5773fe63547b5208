//! Two groups of words in one address: axum reads one, and serde's flatten makes every number a text.

use axum::extract::{FromRequestParts, Query};
use axum::http::Uri;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::error::ApiError;

/// The words of the first group, then those of the second (`after`, `limit`, `format`, `lang`). A word that neither knows is refused.
pub struct Asked<A, B>(pub A, pub B);

/// The words that belong to the second group.
const SECOND: [&str; 4] = ["after", "limit", "format", "lang"];

impl<A: DeserializeOwned, B: DeserializeOwned, S: Sync> FromRequestParts<S> for Asked<A, B> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Asked<A, B>, ApiError> {
        let query = parts.uri.query().unwrap_or_default();
        let (second, first): (Vec<&str>, Vec<&str>) =
            query.split('&').filter(|pair| !pair.is_empty()).partition(|pair| SECOND.contains(&pair.split('=').next().unwrap_or_default()));
        Ok(Asked(words(&first.join("&"))?, words(&second.join("&"))?))
    }
}

/// Words of an address by name.
///
/// # Errors
/// A word is not known, or its value is of another kind.
pub fn words<T: DeserializeOwned>(query: &str) -> Result<T, ApiError> {
    let uri: Uri = format!("/?{query}").parse().map_err(|_| ApiError::invalid("the address cannot be read"))?;
    Query::try_from_uri(&uri).map(|Query(read)| read).map_err(|error| ApiError::invalid(error.body_text()))
}
