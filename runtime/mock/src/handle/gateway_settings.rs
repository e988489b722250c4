//! What of the settings of a mock is its gateway's.

use std::sync::Arc;

use super::Settings;
use crate::gateway::{GatewaySettings, Protocol, Rules};
use crate::state::Recorder;

impl GatewaySettings {
    pub(super) fn of(settings: &Settings, protocol: Arc<dyn Protocol>, recorder: Option<Arc<Recorder>>) -> Self {
        GatewaySettings {
            protocol,
            real_time: settings.real_time,
            virtual_time: settings.virtual_time,
            seed: settings.seed,
            recorder,
            logs_api: settings.logs_api,
            rules: Rules { validate: settings.validate, strict: settings.strict, stateless: settings.stateless },
        }
    }
}
