//! The API over HTTP: everything a page or a program can ask of the desk. The only crate that knows HTTP.

mod access;
mod asked;
mod caller;
mod error;
mod etag;
mod events;
mod headers;
mod health;
mod idempotency;
mod inside;
mod metrics;
mod openapi;
mod outgoing;
mod permissions;
mod state;
mod traces;
mod web;

mod behaviours;
mod calibrations;
mod cases;
mod conversations;
mod disputes;
mod evaluations;
mod figures;
mod jobs;
mod letters;
mod playground;
mod programs;
mod rescoring;
mod reviews;
mod samples;
mod scorecards;
mod views;
mod webhooks;

#[cfg(test)]
mod matrix;
#[cfg(test)]
mod testing;

use std::net::SocketAddr;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::trace::TraceLayer;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use access::{agents, audit, door, links, session, signoff, teams, tokens, users};

pub use access::links::HOLDS_MS as LINK_HOLDS_MS;
pub use access::passwords::{PasswordCost, Passwords, fresh as fresh_secret};
pub use caller::digest;
pub use inside::{Answer, Inside};
pub use outgoing::authorities;
pub use permissions::token_scopes;
pub use state::{AppState, Options};
pub use traces::Traces;
pub use webhooks::post::Post;

/// Every route that has a description, in the order of the tree of addresses. A new one also needs a line in `permissions`.
fn api(options: &Options) -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(openapi::about())
        .routes(routes!(health::healthz))
        .routes(routes!(health::readyz))
        .routes(routes!(metrics::metrics))
        .routes(routes!(health::health))
        .routes(routes!(conversations::list::list, conversations::take_in::take_in))
        .routes(routes!(conversations::export::export))
        .routes(routes!(conversations::one::one, conversations::share::delete))
        .routes(routes!(conversations::share::share, conversations::share::unshare))
        .routes(routes!(conversations::notes::list, conversations::notes::add))
        .routes(routes!(conversations::notes::change, conversations::notes::delete))
        .routes(routes!(cases::list))
        .routes(routes!(cases::one))
        .routes(routes!(cases::first_contact))
        .routes(routes!(behaviours::list))
        .routes(routes!(behaviours::one))
        .merge(OpenApiRouter::new().routes(routes!(playground::read)).layer(DefaultBodyLimit::max(playground::LARGEST)))
        .routes(routes!(views::list, views::add))
        .routes(routes!(views::change, views::delete))
        .routes(routes!(letters::list))
        .routes(routes!(letters::settle))
        .merge(door::guarded(doors(), options))
        .routes(routes!(session::password))
        .routes(routes!(tokens::list, tokens::add))
        .routes(routes!(tokens::revoke))
        .routes(routes!(users::list, users::add))
        .routes(routes!(users::one, users::change))
        .routes(routes!(links::make))
        .routes(routes!(teams::list, teams::add))
        .routes(routes!(teams::change))
        .routes(routes!(agents::list, agents::add))
        .routes(routes!(agents::change))
        .routes(routes!(audit::list))
        .routes(routes!(audit::verify))
        .routes(routes!(programs::list::list, programs::list::add))
        .routes(routes!(programs::one::one, programs::one::change))
        .routes(routes!(programs::pack::one, programs::pack::give, programs::pack::take))
        .merge(OpenApiRouter::new().routes(routes!(programs::rules::one, programs::rules::give, programs::rules::take)).layer(DefaultBodyLimit::max(programs::rules::LARGEST)))
        .routes(routes!(signoff::one, signoff::sign, signoff::withdraw))
        .routes(routes!(samples::list_samples, samples::add_sample))
        .routes(routes!(samples::one_sample))
        .routes(routes!(reviews::reading::list_reviews, reviews::deciding::add_review))
        .routes(routes!(reviews::reading::one_review, reviews::deciding::answer_review))
        .routes(routes!(reviews::deciding::take))
        .routes(routes!(reviews::deciding::release))
        .routes(routes!(reviews::deciding::assign))
        .routes(routes!(reviews::deciding::submit))
        .routes(routes!(disputes::reading::list_disputes, disputes::deciding::raise))
        .routes(routes!(disputes::reading::export_disputes))
        .routes(routes!(disputes::reading::overturned))
        .routes(routes!(disputes::reading::one_dispute))
        .routes(routes!(disputes::deciding::answer_dispute))
        .routes(routes!(disputes::deciding::appeal))
        .routes(routes!(disputes::deciding::decide))
        .routes(routes!(disputes::reach::blast_radius))
        .routes(routes!(disputes::reach::rescore_disputed))
        .routes(routes!(calibrations::session::list_calibrations, calibrations::session::add_calibration))
        .routes(routes!(calibrations::agreement::gates))
        .routes(routes!(calibrations::session::one_calibration))
        .routes(routes!(calibrations::session::rate))
        .routes(routes!(calibrations::session::lock))
        .routes(routes!(calibrations::session::guide))
        .routes(routes!(calibrations::session::close))
        .routes(routes!(calibrations::agreement::agreement))
        .routes(routes!(scorecards::list::list, scorecards::draft::add))
        .routes(routes!(scorecards::form::form, scorecards::draft::set, scorecards::draft::remove))
        .routes(routes!(scorecards::publish::publish))
        .routes(routes!(scorecards::publish::retire))
        .routes(routes!(scorecards::compare::diff))
        .routes(routes!(scorecards::trial::try_out))
        .routes(routes!(evaluations::one::one))
        .routes(routes!(evaluations::list::of_conversation))
        .routes(routes!(evaluations::replay::replay))
        .routes(routes!(rescoring::preview::preview))
        .routes(routes!(rescoring::rescore::rescore, rescoring::rescore::progress))
        .routes(routes!(figures::skills::skills))
        .routes(routes!(figures::behaviours::behaviours))
        .routes(routes!(figures::episodes::episodes))
        .routes(routes!(figures::scores::scores))
        .routes(routes!(figures::team_score::team_score))
        .routes(routes!(figures::exposure::exposure))
        .routes(routes!(webhooks::hooks::list, webhooks::hooks::add))
        .routes(routes!(webhooks::hooks::one, webhooks::hooks::change, webhooks::hooks::delete))
        .routes(routes!(webhooks::hooks::rotate))
        .routes(routes!(webhooks::hooks::test))
        .routes(routes!(webhooks::deliveries::list))
        .routes(routes!(webhooks::deliveries::retry))
        .routes(routes!(jobs::list))
        .routes(routes!(events::events))
}

/// Where secrets are guessed: bounded by network address.
fn doors() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(session::begin, session::who, session::change, session::end)).routes(routes!(links::needed, links::setup)).routes(routes!(links::accept))
}

/// The routes, and what describes them.
fn split(options: &Options) -> (Router<AppState>, OpenApi) {
    let (router, mut description) = api(options).split_for_parts();
    openapi::named(&mut description);
    (router, description)
}

/// The description of the whole API.
pub fn description() -> OpenApi {
    split(&Options::default()).1
}

/// Everything that is served.
pub fn router(state: AppState) -> Router {
    let (router, description) = split(&state.options);
    let docs = utoipa_swagger_ui::SwaggerUi::new("/api/docs").url("/api/openapi.json", description);
    router
        .layer(from_fn_with_state(state.clone(), idempotency::once))
        .layer(from_fn_with_state(state.clone(), caller::admit))
        .layer(from_fn(etag::tagged))
        .layer(from_fn(error::problems))
        .layer(CatchPanicLayer::custom(error::panicked))
        .layer(from_fn(metrics::counted))
        .layer(DefaultBodyLimit::max(state.options.body_limit))
        .merge(docs)
        .fallback_service(web::app())
        .layer(from_fn(headers::safe))
        .layer(TraceLayer::new_for_http().make_span_with(headers::span).on_response(traces::ended))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .with_state(state)
}

/// Serves until the state is told to stop, then finishes what is under way, as long as the grace of the options lasts.
///
/// # Errors
/// The listener fails.
pub async fn serve(listener: TcpListener, state: AppState) -> std::io::Result<()> {
    let grace = state.options.grace;
    let stopped = |mut stop: watch::Receiver<bool>| async move {
        let _ = stop.wait_for(|stop| *stop).await;
    };
    let (end, late) = (stopped(state.stopping()), stopped(state.stopping()));
    let service = router(state).into_make_service_with_connect_info::<SocketAddr>();
    tokio::select! {
        served = axum::serve(listener, service).with_graceful_shutdown(end).into_future() => served,
        () = async { late.await; tokio::time::sleep(grace).await } => {
            tracing::warn!("some requests took longer than the server had to stop; they were cut off");
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    /// `docs/openapi.json` is what the code says; `make bless` writes it anew.
    #[test]
    fn the_description_is_the_published_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
        let text = format!("{}\n", crate::description().to_pretty_json().expect("JSON"));
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(path, &text).expect("written");
        }
        let published = std::fs::read_to_string(path).unwrap_or_default();
        assert!(published == text, "docs/openapi.json is not what the code describes; run `make bless` and look at the difference");
    }

    /// Two calls with one name would be one function in every client that is generated.
    #[test]
    fn every_call_has_a_name_of_its_own() {
        let mut seen = std::collections::BTreeSet::new();
        for (path, item) in crate::description().paths.paths {
            for operation in [item.get, item.post, item.put, item.patch, item.delete].into_iter().flatten() {
                assert!(seen.insert(operation.operation_id.clone().expect("a name")), "{path}: {:?} twice", operation.operation_id);
            }
        }
    }
}
