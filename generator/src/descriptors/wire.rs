//! Where a value travels, and how.

use twinspec_core::{Location, Style};

use crate::model;

pub(super) fn location(location: model::Location) -> Location {
    match location {
        model::Location::Query => Location::Query,
        model::Location::Form => Location::Form,
        model::Location::Body => Location::Body,
        model::Location::Part => Location::Part,
        model::Location::Header => Location::Header,
        model::Location::Cookie => Location::Cookie,
        model::Location::Path => Location::Path,
        model::Location::Host => Location::Host,
    }
}

pub(super) fn style(style: model::Style) -> Style {
    match style {
        model::Style::Flat => Style::Flat,
        model::Style::Json => Style::Json,
        model::Style::Simple => Style::Simple,
        model::Style::Form => Style::Form,
        model::Style::Label => Style::Label,
        model::Style::Matrix => Style::Matrix,
        model::Style::DeepObject => Style::DeepObject,
        model::Style::Text => Style::Text,
        model::Style::SpaceDelimited => Style::SpaceDelimited,
        model::Style::PipeDelimited => Style::PipeDelimited,
        model::Style::Xml => Style::Xml,
        model::Style::Binary => Style::Binary,
    }
}
