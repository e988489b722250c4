//! From the text of a file to a tree whose every node knows its place.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Tag};
use serde_json::Value;

use super::node::{Entry, Kind, Node};
use super::offsets::Offsets;
use super::{MAX_DEPTH, MAX_VALUES, scalar};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, FileId, Span};

/// Parses a file. Without a tree, a fault was pushed that says why.
pub(super) fn parse(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut builder = Builder {
        file,
        text,
        offsets: Offsets::new(text),
        open: Vec::new(),
        anchors: HashMap::new(),
        size: 0,
        diagnostics,
    };
    match builder.printable().and_then(|()| builder.run()) {
        Ok(node) => Some(node),
        Err(fault) => {
            diagnostics.push(*fault);
            None
        }
    }
}

/// A fault that leaves no tree.
type Fatal = Box<Diagnostic>;

struct Builder<'a> {
    file: FileId,
    text: &'a str,
    offsets: Offsets,
    open: Vec<Open>,
    anchors: HashMap<usize, Node>,
    size: usize,
    diagnostics: &'a mut Diagnostics,
}

/// A sequence or mapping whose end was not reached yet.
struct Open {
    start: usize,
    end: usize,
    anchor: usize,
    content: Content,
}

enum Content {
    Sequence(Vec<Node>),
    Mapping { entries: Vec<Entry>, keys: HashMap<String, Span>, key: Option<(String, Span)> },
}

impl Builder<'_> {
    fn run(&mut self) -> Result<Node, Fatal> {
        let mut parser = Parser::new_from_str(self.text);
        let mut root = None;
        while let Some(event) = parser.next_event() {
            let (event, span) = event.map_err(|fault| self.unparsable(&fault))?;
            let (start, end) = (self.offsets.of(span.start), self.offsets.of(span.end));
            let done = match event {
                Event::DocumentStart(_) if root.is_some() => {
                    return Err(self.fatal(Code::SeveralDocuments, "a second YAML document begins here", start, end));
                }
                Event::Scalar(text, style, anchor, tag) => {
                    let span = self.span(start, end);
                    if let Some(()) = self.take_key(&text, style, span)? {
                        if anchor != 0 {
                            self.anchors.insert(anchor, Node { span, kind: Kind::Scalar(text.into_owned().into()) });
                        }
                        None
                    } else {
                        let value = self.scalar(&text, style, tag.as_deref(), span);
                        Some((Node { span, kind: Kind::Scalar(value) }, anchor))
                    }
                }
                Event::Alias(anchor) => self.alias(anchor, self.span(start, end))?,
                Event::SequenceStart(anchor, tag) => {
                    self.begin(start, end, anchor, tag.as_deref(), "seq", Content::Sequence(Vec::new()))?;
                    None
                }
                Event::MappingStart(anchor, tag) => {
                    let content = Content::Mapping { entries: Vec::new(), keys: HashMap::new(), key: None };
                    self.begin(start, end, anchor, tag.as_deref(), "map", content)?;
                    None
                }
                Event::SequenceEnd | Event::MappingEnd => self.open.pop().map(|open| {
                    // A block ends where the next token begins; what it contains ends earlier.
                    let end = if end > start { end } else { open.end };
                    let kind = match open.content {
                        Content::Sequence(items) => Kind::Sequence(items),
                        Content::Mapping { entries, .. } => Kind::Mapping(entries),
                    };
                    (Node { span: self.span(open.start, end), kind }, open.anchor)
                }),
                _ => None,
            };
            if let Some((node, anchor)) = done {
                self.finish(node, anchor, &mut root)?;
            }
        }
        root.ok_or_else(|| self.fatal(Code::EmptyFile, "the file is empty", 0, 0))
    }

    /// YAML 1.2.2, section 5.1: no control characters but tab and line breaks. The parser takes some for the end.
    fn printable(&self) -> Result<(), Fatal> {
        let control = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
        match self.text.bytes().position(control) {
            Some(at) => Err(self.fatal(Code::InvalidYaml, "a control character stands here", at, at + 1)),
            None => Ok(()),
        }
    }

    fn unparsable(&self, fault: &ScanError) -> Fatal {
        let at = self.offsets.of(*fault.marker()).min(self.text.len());
        let diagnostic = Diagnostic::error(Code::InvalidYaml, format!("this is not YAML: {}", fault.info()))
            .at(self.span(at, at + 1), "");
        Box::new(match fault.info() {
            info if info.contains("mapping values are not allowed") => {
                diagnostic.help("a text with `: ` in it stands in quotes")
            }
            info if info.contains("tabs") => diagnostic.help("indent with spaces"),
            _ => diagnostic,
        })
    }

    fn begin(
        &mut self,
        start: usize,
        end: usize,
        anchor: usize,
        tag: Option<&Tag>,
        core: &str,
        content: Content,
    ) -> Result<(), Fatal> {
        if let Some(Open { content: Content::Mapping { key: None, .. }, .. }) = self.open.last() {
            return Err(self.fatal(Code::UnsupportedYaml, "a key must be a single value", start, end.max(start + 1)));
        }
        if self.open.len() >= MAX_DEPTH {
            let message = format!("the file is nested more than {MAX_DEPTH} levels deep");
            return Err(self.fatal(Code::TooLarge, &message, start, end.max(start + 1)));
        }
        if let Some(tag) = tag.filter(|tag| !(tag.is_yaml_core_schema() && tag.suffix == core)) {
            self.unsupported_tag(tag, self.span(start, end));
        }
        self.open.push(Open { start, end, anchor, content });
        Ok(())
    }

    /// Takes a scalar as a key if the innermost open mapping expects one.
    fn take_key(&mut self, text: &str, style: ScalarStyle, span: Span) -> Result<Option<()>, Fatal> {
        let Some(Open { content: Content::Mapping { key: key @ None, .. }, .. }) = self.open.last_mut() else {
            return Ok(None);
        };
        *key = Some((text.to_owned(), span));
        if text == "<<" && style == ScalarStyle::Plain {
            return Err(self.fatal(Code::UnsupportedYaml, "merge keys are not part of YAML 1.2", span.start, span.end));
        }
        Ok(Some(()))
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<Option<(Node, usize)>, Fatal> {
        let Some(target) = self.anchors.get(&anchor) else {
            let message = "the alias stands inside the value that it names";
            return Err(self.fatal(Code::InvalidYaml, message, span.start, span.end));
        };
        if let Some(Open { content: Content::Mapping { key: key @ None, .. }, .. }) = self.open.last_mut() {
            let Kind::Scalar(value) = &target.kind else {
                return Err(self.fatal(Code::UnsupportedYaml, "a key must be a single value", span.start, span.end));
            };
            *key = Some((value.as_str().map_or_else(|| value.to_string(), str::to_owned), span));
            return Ok(None);
        }
        self.size += target.size();
        if self.size > MAX_VALUES {
            let message = format!("with its aliases replaced, the file has more than {MAX_VALUES} values");
            return Err(self.fatal(Code::TooLarge, &message, span.start, span.end));
        }
        Ok(Some((Node { span, kind: target.kind.clone() }, 0)))
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, tag: Option<&Tag>, span: Span) -> Value {
        let value = match tag {
            None if style != ScalarStyle::Plain => return text.into(),
            None => scalar::resolve(text),
            Some(tag) if tag.handle.is_empty() && tag.suffix == "!" => return text.into(),
            Some(tag) if tag.is_yaml_core_schema() && tag.suffix == "str" => return text.into(),
            Some(tag) if tag.is_yaml_core_schema() => scalar::resolve(text).filter(|value| match tag.suffix.as_str() {
                "null" => value.is_null(),
                "bool" => value.is_boolean(),
                "int" => value.is_i64() || value.is_u64(),
                "float" => value.is_number(),
                _ => false,
            }),
            Some(tag) => {
                self.unsupported_tag(tag, span);
                return text.into();
            }
        };
        value.unwrap_or_else(|| {
            let message = match tag {
                Some(tag) => format!("`{text}` is not what `!!{}` says", tag.suffix),
                None => format!("`{text}` is not a number that a description can hold"),
            };
            let fault = Diagnostic::error(Code::UnsupportedYaml, message).at(span, "");
            self.diagnostics.push(fault.help("in quotes it is a string"));
            text.into()
        })
    }

    fn unsupported_tag(&mut self, tag: &Tag, span: Span) {
        let message = format!("the tag `{tag}` has no meaning in a description");
        self.diagnostics.push(Diagnostic::error(Code::UnsupportedYaml, message).at(span, ""));
    }

    /// Puts a finished node where it belongs.
    fn finish(&mut self, node: Node, anchor: usize, root: &mut Option<Node>) -> Result<(), Fatal> {
        self.size += 1;
        if self.size > MAX_VALUES {
            let message = format!("the file has more than {MAX_VALUES} values");
            return Err(self.fatal(Code::TooLarge, &message, node.span.start, node.span.end));
        }
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else {
            *root = Some(node);
            return Ok(());
        };
        open.end = open.end.max(node.span.end);
        match &mut open.content {
            Content::Sequence(items) => items.push(node),
            Content::Mapping { entries, keys, key } => {
                let Some((key, key_span)) = key.take() else {
                    return Err(self.fatal(
                        Code::UnsupportedYaml,
                        "a key must be a single value",
                        node.span.start,
                        node.span.end,
                    ));
                };
                if let Some(&first) = keys.get(&key) {
                    self.diagnostics.push(
                        Diagnostic::error(Code::DuplicateKey, format!("the key `{key}` stands here twice"))
                            .at(key_span, "again here")
                            .related(first, "first here"),
                    );
                } else {
                    keys.insert(key.clone(), key_span);
                    entries.push(Entry { key, key_span, value: node });
                }
            }
        }
        Ok(())
    }

    fn fatal(&self, code: Code, message: &str, start: usize, end: usize) -> Fatal {
        Box::new(Diagnostic::error(code, message).at(self.span(start, end), ""))
    }

    /// The place between two offsets, without the white space at its end.
    fn span(&self, start: usize, end: usize) -> Span {
        let end = end.min(self.text.len()).max(start);
        let trimmed = self.text.get(start..end).map_or(end, |text| start + text.trim_end().len());
        Span { file: self.file, start, end: trimmed }
    }
}
