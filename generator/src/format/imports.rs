//! What a file imports: a template names all that it may need, and what the file does not mention is left out.

use std::collections::HashSet;

use proc_macro2::Delimiter;
use syn::buffer::Cursor;
use syn::parse::{Parse, ParseStream};
use syn::{File, Item, UseTree, Visibility};

/// A file without the private imports that it does not need.
pub(super) struct Parsed(pub(super) File);

impl Parse for Parsed {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut mentioned = HashSet::new();
        collect(input.cursor(), &mut mentioned);
        let mut file: File = input.parse()?;
        file.items.retain_mut(|item| match item {
            Item::Use(item) if matches!(item.vis, Visibility::Inherited) => keep(&mut item.tree, &mentioned),
            _ => true,
        });
        Ok(Parsed(file))
    }
}

/// Removes what is not mentioned; whether anything is left.
fn keep(tree: &mut UseTree, mentioned: &HashSet<String>) -> bool {
    match tree {
        UseTree::Path(path) => keep(&mut path.tree, mentioned),
        UseTree::Name(name) => mentioned.contains(&name.ident.to_string()),
        UseTree::Rename(rename) => mentioned.contains(&rename.rename.to_string()),
        UseTree::Glob(_) => true,
        UseTree::Group(group) => {
            let items = std::mem::take(&mut group.items);
            let kept = items.into_iter().filter_map(|mut item| keep(&mut item, mentioned).then_some(item));
            group.items = kept.collect();
            if group.items.len() == 1
                && let Some(only) = group.items.pop()
            {
                *tree = only;
                return true;
            }
            !group.items.is_empty()
        }
    }
}

/// The names that code uses as the beginning of a path, and not as a field, a method, or the end of a path. Macros are
/// tokens, so this looks at tokens.
fn collect(mut cursor: Cursor<'_>, names: &mut HashSet<String>) {
    // What the token before says of a name: it is that of a field, or the rest of a path.
    let mut inner = false;
    while !cursor.eof() {
        if let Some((ident, next)) = cursor.ident() {
            if ident == "use" {
                cursor = after_semicolon(next);
                continue;
            }
            if !inner && ident == "enum" {
                cursor = after_enum(next, names);
                continue;
            }
            if !inner && !is_field(next) {
                names.insert(ident.to_string());
            }
            (cursor, inner) = (next, false);
        } else if let Some((punct, next)) = cursor.punct() {
            let second = next.punct().map(|(second, after)| (second.as_char(), after));
            (inner, cursor) = match (punct.as_char(), second) {
                (':', Some((':', after))) => (true, after),
                // A range: what follows begins anew.
                ('.', Some(('.', after))) => (false, after),
                ('.', _) => (true, next),
                _ => (false, next),
            };
        } else if let Some((inside, _, _, next)) = cursor.any_group() {
            collect(inside, names);
            (cursor, inner) = (next, false);
        } else if let Some((_, next)) = cursor.token_tree() {
            (cursor, inner) = (next, false);
        } else {
            break;
        }
    }
}

/// Whether a name is before a single colon.
fn is_field(after: Cursor<'_>) -> bool {
    fn after_colon(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
        cursor.punct().filter(|(punct, _)| punct.as_char() == ':').map(|(_, next)| next)
    }
    after_colon(after).is_some_and(|next| after_colon(next).is_none())
}

/// What follows an enum, whose own name and those of its variants mention nothing.
fn after_enum<'c>(mut cursor: Cursor<'c>, names: &mut HashSet<String>) -> Cursor<'c> {
    while let Some((_, next)) = cursor.token_tree() {
        if let Some((mut body, _, next)) = cursor.group(Delimiter::Brace) {
            while let Some((_, after)) = body.token_tree() {
                if let Some((inside, ..)) = body.any_group() {
                    collect(inside, names);
                }
                body = after;
            }
            return next;
        }
        cursor = next;
    }
    cursor
}

/// What follows an import.
fn after_semicolon(mut cursor: Cursor<'_>) -> Cursor<'_> {
    while let Some((_, next)) = cursor.token_tree() {
        let ends = cursor.punct().is_some_and(|(punct, _)| punct.as_char() == ';');
        cursor = next;
        if ends {
            break;
        }
    }
    cursor
}
