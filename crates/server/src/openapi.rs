//! What the description of the API says of itself.

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    info(title = "Rapport", description = "Conversations in, findings with evidence out; reviews, disputes, calibration, figures. Errors are RFC 9457 problem details."),
    security(("token" = []), ("session" = [])),
    modifiers(&Security)
)]
struct About;

struct Security;

impl utoipa::Modify for Security {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build()));
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("rapport_session"))));
    }
}

/// The description without its routes.
pub fn about() -> utoipa::openapi::OpenApi {
    About::openapi()
}
