//! JSON Web Tokens of identity providers.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use super::operations::{TOKEN_EXPIRED, TOKEN_INVALID};
use crate::mock::identity::OidcProvider;
use twinspec_mock::protocol::Refusal;

/// What a token says. Its signature is not verified.
pub(super) struct WebToken {
    pub(super) issuer: String,
    pub(super) subject: String,
    pub(super) audience: String,
    pub(super) expiration: SystemTime,
    pub(super) issued: Option<SystemTime>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    exp: f64,
    iat: Option<f64>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl WebToken {
    /// Reads a token and holds it against what is known of its provider.
    pub(super) fn read(text: &str, provider: &OidcProvider, now: SystemTime) -> Result<Self, Refusal> {
        let invalid = |hint: String| Refusal::row(&TOKEN_INVALID).with_hint(hint);
        let claims = claims(text).ok_or_else(|| {
            invalid("it is not a JSON Web Token with the claims iss, sub, aud and exp in its middle part".to_owned())
        })?;
        if claims.iss.trim_end_matches('/') != provider.issuer.trim_end_matches('/') {
            return Err(invalid(format!("its issuer is not that of the identity provider, {}", provider.issuer)));
        }
        let audiences = match claims.aud {
            Audience::One(audience) => vec![audience],
            Audience::Several(audiences) => audiences,
        };
        let known = |audience: &String| provider.client_ids.is_empty() || provider.client_ids.contains(audience);
        let Some(audience) = audiences.into_iter().find(known) else {
            let known = provider.client_ids.join(", ");
            return Err(invalid(format!("its audience is not a client id of the identity provider: {known}")));
        };
        let expiration = time(claims.exp).ok_or_else(|| invalid("its claim exp is not a time".to_owned()))?;
        if expiration <= now {
            return Err(Refusal::row(&TOKEN_EXPIRED));
        }
        Ok(WebToken {
            issuer: claims.iss,
            subject: claims.sub,
            audience,
            expiration,
            issued: claims.iat.and_then(time),
        })
    }
}

fn claims(text: &str) -> Option<Claims> {
    let mut parts = text.trim().split('.');
    let (_header, claims, _signature) = (parts.next()?, parts.next()?, parts.next()?);
    let claims = URL_SAFE_NO_PAD.decode(claims.trim_end_matches('=')).ok()?;
    serde_json::from_slice(&claims).ok()
}

/// Seconds since 1970, at most up to the year 9999.
fn time(seconds: f64) -> Option<SystemTime> {
    const LAST: f64 = 253_402_300_799.0;
    (0.0..=LAST).contains(&seconds).then(|| UNIX_EPOCH.checked_add(Duration::from_secs_f64(seconds)))?
}
