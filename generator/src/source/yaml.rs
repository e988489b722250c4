//! From the text of a file to a tree whose every node knows its place.

use std::collections::HashMap;
use std::rc::Rc;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Tag};
use serde_json::Value;

use super::merge::{mappings, with_merged};
use super::node::{Entry, Extent, Kind, Node};
use super::offsets::Offsets;
use super::outdented;
use super::parsed::{Parsed, UNNUMBERED, unique};
use super::scalar::{self, Plain};
use super::size::{MAX_DEPTH, Size, Total};
use super::surrogates;
use crate::diagnostics::{Code, Diagnostic, Span};

/// Parses the text of a file, one of those that are `together` a description.
pub(super) fn parse(text: &str, together: &Total) -> Parsed {
    let mut text = surrogates::joined(text);
    let mut outdented = Vec::new();
    loop {
        let (parsed, found) = attempt(&text, together, &outdented);
        let joined = found.filter(|_| outdented.len() < MOST_OUTDENTED).and_then(|at| outdented::joined(&text, at));
        let (Some(at), Some(joined)) = (found, joined) else { return parsed };
        outdented.push(at);
        text = joined.into();
    }
}

/// How many texts of a file may go on further left than they may.
const MOST_OUTDENTED: usize = 100;

/// Parses a text, of which some quoted texts had lines that were joined; or where another one begins that needs it.
fn attempt(text: &str, together: &Total, outdented: &[usize]) -> (Parsed, Option<usize>) {
    let mut builder = Builder {
        text,
        offsets: Offsets::new(text),
        open: Vec::new(),
        anchors: HashMap::new(),
        together,
        size: Size::default(),
        counted: Size::default(),
        uncounted: Size::default(),
        faults: Vec::new(),
        references: Vec::new(),
        outdented,
        another: None,
    };
    let tree = match builder.printable().and_then(|()| builder.run()) {
        Ok(node) => Some(node),
        Err(fault) => {
            for open in builder.open {
                if let Content::Mapping { entries, .. } = open.content {
                    unique(entries, &mut builder.faults);
                }
            }
            builder.faults.push(*fault);
            // What is not a tree takes no room.
            together.remove(builder.counted);
            None
        }
    };
    (Parsed { tree, faults: builder.faults, references: builder.references }, builder.another)
}

/// A fault that leaves no tree.
type Fatal = Box<Diagnostic>;

struct Builder<'a> {
    text: &'a str,
    offsets: Offsets<'a>,
    open: Vec<Open>,
    anchors: HashMap<usize, Rc<Node>>,
    together: &'a Total,
    /// How large the file is.
    size: Size,
    /// What of it was counted among all files, and what was not so far.
    counted: Size,
    uncounted: Size,
    faults: Vec<Diagnostic>,
    references: Vec<String>,
    /// Where quoted texts begin whose lines were joined.
    outdented: &'a [usize],
    /// Where another one begins.
    another: Option<usize>,
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
    Mapping {
        entries: Vec<Entry>,
        key: Option<Key>,
        /// What merge keys add, `<<: *base`.
        merged: Vec<Entry>,
    },
}

/// A key whose value was not reached yet.
struct Key {
    text: String,
    extent: Extent,
    /// Whether it is `<<`, a [merge key](super::merge): the mapping has the entries of its value as well.
    merges: bool,
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
                    let (mut text, extent) = (text.into_owned(), self.extent(start, end));
                    // The parser leaves room for much more.
                    text.shrink_to_fit();
                    if self.outdented.contains(&start) {
                        text = self.outdented_text(&text, extent);
                    }
                    if self.expects_key() {
                        if anchor != 0 {
                            let node = Node { extent, kind: Kind::Scalar(text.as_str().into()) };
                            self.grow(node.own_size(), extent)?;
                            self.anchors.insert(anchor, Rc::new(node));
                        }
                        self.take_key(text, style, extent)?;
                        None
                    } else {
                        let value = self.scalar(text, style, tag.as_deref(), extent);
                        Some((Node { extent, kind: Kind::Scalar(value) }, anchor))
                    }
                }
                Event::Alias(anchor) => {
                    if let Some(node) = self.alias(anchor, self.extent(start, end))? {
                        self.finish(node, 0, &mut root)?;
                    }
                    None
                }
                Event::SequenceStart(anchor, tag) => {
                    self.begin(start, end, anchor, tag.as_deref(), "seq", Content::Sequence(Vec::new()))?;
                    None
                }
                Event::MappingStart(anchor, tag) => {
                    let content = Content::Mapping { entries: Vec::new(), key: None, merged: Vec::new() };
                    self.begin(start, end, anchor, tag.as_deref(), "map", content)?;
                    None
                }
                Event::SequenceEnd | Event::MappingEnd => self.open.pop().map(|open| {
                    // A block ends where the next token begins; what it contains ends earlier.
                    let end = if end > start { end } else { open.end };
                    let kind = match open.content {
                        Content::Sequence(items) => Kind::Sequence(items),
                        Content::Mapping { entries, merged, .. } => {
                            Kind::Mapping(with_merged(unique(entries, &mut self.faults), merged))
                        }
                    };
                    (Node { extent: self.extent(open.start, end), kind }, open.anchor)
                }),
                _ => None,
            };
            if let Some((node, anchor)) = done {
                self.grow(node.own_size(), node.extent)?;
                self.finish(node, anchor, &mut root)?;
            }
        }
        let root = root.ok_or_else(|| self.fatal(Code::EmptyFile, "the file is empty", 0, 0))?;
        self.count(root.extent)?;
        Ok(root)
    }

    /// YAML 1.2.2, section 5.1: no control characters but tab and line breaks. The parser takes some for the end.
    fn printable(&self) -> Result<(), Fatal> {
        let control = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
        // Without a way out in the middle, many bytes are looked at in one step.
        if !self.text.bytes().fold(false, |found, byte| found | control(byte)) {
            return Ok(());
        }
        match self.text.bytes().position(control) {
            Some(at) => Err(self.fatal(Code::InvalidYaml, "control characters are not allowed", at, at + 1)),
            None => Ok(()),
        }
    }

    /// The text of which lines were joined, as it would be if they were indented.
    fn outdented_text(&mut self, text: &str, extent: Extent) -> String {
        let message = "the lines of this text begin further left than they may";
        let fault = Diagnostic::warning(Code::InvalidYaml, message).at(extent.of(UNNUMBERED), "");
        self.faults.push(fault.help("indent them more than the key"));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn unparsable(&mut self, fault: &ScanError) -> Fatal {
        let at = self.offsets.of(*fault.marker()).min(self.text.len());
        if fault.info().contains("invalid indentation in quoted scalar") {
            self.another = Some(at);
        }
        let diagnostic = Diagnostic::error(Code::InvalidYaml, format!("this is not YAML: {}", fault.info()))
            .at(self.span(at, at + 1), "");
        Box::new(match fault.info() {
            info if info.contains("mapping values are not allowed") => {
                diagnostic.help("put a text that contains `: ` in quotes")
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
            self.unsupported_tag(tag, self.extent(start, end));
        }
        self.open.push(Open { start, end, anchor, content });
        Ok(())
    }

    /// Whether the innermost open mapping waits for a key.
    fn expects_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { content: Content::Mapping { key: None, .. }, .. }))
    }

    fn take_key(&mut self, text: String, style: ScalarStyle, extent: Extent) -> Result<(), Fatal> {
        let size = Size::text(&text);
        let merges = text == "<<" && style == ScalarStyle::Plain;
        if let Some(Open { content: Content::Mapping { key, .. }, .. }) = self.open.last_mut() {
            *key = Some(Key { text, extent, merges });
        }
        self.grow(size, extent)
    }

    fn alias(&mut self, anchor: usize, extent: Extent) -> Result<Option<Node>, Fatal> {
        let Some(target) = self.anchors.get(&anchor).map(Rc::clone) else {
            let message = "the alias is inside the value that it refers to";
            return Err(self.fatal(Code::InvalidYaml, message, extent.start, extent.end));
        };
        if let Some(Open { content: Content::Mapping { key: key @ None, .. }, .. }) = self.open.last_mut() {
            let Kind::Scalar(value) = &target.kind else {
                let message = "a key must be a single value";
                return Err(self.fatal(Code::UnsupportedYaml, message, extent.start, extent.end));
            };
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let size = Size::text(&text);
            *key = Some(Key { text, extent, merges: false });
            return self.grow(size, extent).map(|()| None);
        }
        self.grow(target.size(), extent)?;
        Ok(Some(Node { extent, kind: target.kind.clone() }))
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, tag: Option<&Tag>, extent: Extent) -> Value {
        let plain = match tag {
            None if style != ScalarStyle::Plain => return text.into(),
            None => scalar::resolve(&text),
            Some(tag) if tag.handle.is_empty() && tag.suffix == "!" => return text.into(),
            Some(tag) if tag.is_yaml_core_schema() && tag.suffix == "str" => return text.into(),
            Some(tag) if tag.is_yaml_core_schema() => match scalar::resolve(&text) {
                Plain::Value(value) if is_tagged(&value, &tag.suffix) => Plain::Value(value),
                _ => Plain::Unrepresentable,
            },
            Some(tag) => {
                self.unsupported_tag(tag, extent);
                return text.into();
            }
        };
        match plain {
            Plain::Text => return text.into(),
            Plain::Value(value) => return value,
            Plain::Unrepresentable => {}
        }
        let message = match tag {
            Some(tag) => format!("`{text}` is not a valid `!!{}`", tag.suffix),
            None => format!("`{text}` is not a number that a description can contain"),
        };
        let fault = Diagnostic::error(Code::UnsupportedYaml, message).at(extent.of(UNNUMBERED), "");
        self.faults.push(fault.help("in quotes it is a string"));
        text.into()
    }

    fn unsupported_tag(&mut self, tag: &Tag, extent: Extent) {
        let message = format!("the tag `{tag}` is not supported in a description");
        self.faults.push(Diagnostic::error(Code::UnsupportedYaml, message).at(extent.of(UNNUMBERED), ""));
    }

    /// Puts a finished node where it belongs.
    fn finish(&mut self, node: Node, anchor: usize, root: &mut Option<Node>) -> Result<(), Fatal> {
        if anchor != 0 {
            // What stays to be repeated is there twice.
            self.grow(node.size(), node.extent)?;
            self.anchors.insert(anchor, Rc::new(node.clone()));
        }
        let Some(open) = self.open.last_mut() else {
            *root = Some(node);
            return Ok(());
        };
        open.end = open.end.max(node.extent.end);
        match &mut open.content {
            Content::Sequence(items) => items.push(node),
            Content::Mapping { entries, key, merged } => {
                let Some(Key { text: key, extent: key_extent, merges }) = key.take() else {
                    let message = "a key must be a single value";
                    let Extent { start, end } = node.extent;
                    return Err(self.fatal(Code::UnsupportedYaml, message, start, end));
                };
                if merges {
                    let Some(mappings) = mappings(node) else {
                        let message = "a merge key takes a mapping, or a list of mappings";
                        let fault = Diagnostic::error(Code::UnsupportedYaml, message).at(key_extent.of(UNNUMBERED), "");
                        self.faults.push(fault);
                        return Ok(());
                    };
                    merged.extend(mappings);
                    return Ok(());
                }
                if key == "$ref" {
                    self.references.extend(node.as_str().map(str::to_owned));
                }
                entries.push(Entry { key, key_extent, value: node });
            }
        }
        Ok(())
    }

    /// Counts what came in.
    fn grow(&mut self, size: Size, extent: Extent) -> Result<(), Fatal> {
        self.size += size;
        self.uncounted += size;
        if let Some(excess) = self.size.excess() {
            let message = format!("with its aliases replaced, the file {excess}");
            return Err(self.fatal(Code::TooLarge, &message, extent.start, extent.end));
        }
        // Other files count at the same time, which is why each does so seldom.
        if self.uncounted.is_considerable() { self.count(extent) } else { Ok(()) }
    }

    /// Counts the file among all.
    fn count(&mut self, extent: Extent) -> Result<(), Fatal> {
        let size = std::mem::take(&mut self.uncounted);
        self.counted += size;
        match self.together.add(size) {
            Some(excess) => {
                let message = format!("with its aliases replaced, the description {excess}");
                Err(self.fatal(Code::TooLarge, &message, extent.start, extent.end))
            }
            None => Ok(()),
        }
    }

    fn fatal(&self, code: Code, message: &str, start: usize, end: usize) -> Fatal {
        Box::new(Diagnostic::error(code, message).at(self.span(start, end), ""))
    }

    /// The place between two offsets, without the white space at its end.
    fn extent(&self, start: usize, end: usize) -> Extent {
        let end = end.min(self.text.len()).max(start);
        let trimmed = self.text.get(start..end).map_or(end, |text| start + text.trim_end().len());
        Extent { start, end: trimmed }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        self.extent(start, end).of(UNNUMBERED)
    }
}

/// Whether a value is what a tag of the core schema says.
fn is_tagged(value: &Value, suffix: &str) -> bool {
    match suffix {
        "null" => value.is_null(),
        "bool" => value.is_boolean(),
        "int" => value.is_i64() || value.is_u64(),
        "float" => value.is_number(),
        _ => false,
    }
}
