//! A list that comes in pages.

use twinspec_core::{
    Arguments, Decode, Decoder, Input, Location, Method, Operation, PageStart, Paginate, Parameter, Progress, Response,
    Style, next_token,
};

use super::{API, Kind};

const fn parameter(name: &'static str) -> Parameter {
    Parameter::new(name, Location::Query, Style::Flat)
}

static LIST: Operation = Operation::new(&API, "ListFolders", &[Method::Get], "/")
    .read_only()
    .parameters(&[parameter("NextToken"), parameter("PageNumber")]);

#[derive(Clone, Default)]
pub(crate) struct List {
    pub(crate) next_token: Option<String>,
    pub(crate) page_number: Option<i32>,
}

#[derive(Debug, Default)]
pub(crate) struct FolderPage {
    pub(crate) next_token: Option<String>,
    pub(crate) total_count: Option<i32>,
    pub(crate) folders: Option<Vec<String>>,
}

impl Decode for FolderPage {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [
            ("NextToken", &mut self.next_token),
            ("TotalCount", &mut self.total_count),
            ("Folders", &mut self.folders),
        ]);
    }
}

impl Input for List {
    type Output = FolderPage;
    type ErrorKind = Kind;
    const OPERATION: &'static Operation = &LIST;

    fn arguments(&self, arguments: &mut Arguments) {
        arguments.set("NextToken", &self.next_token);
        arguments.set("PageNumber", &self.page_number);
    }
}

impl Paginate for List {
    type Item = String;
    type Start = PageStart<i32>;

    fn items(page: &mut FolderPage) -> Option<&mut Vec<String>> {
        page.folders.as_mut()
    }

    fn next(&self, page: &Response<FolderPage>, progress: Progress) -> Option<PageStart<i32>> {
        match next_token(page.next_token.as_deref()) {
            Some(token) => Some(PageStart::Token(token)),
            None if self.next_token.is_some() => None,
            None => {
                progress.next_number(self.page_number.as_ref(), 1, page.total_count.as_ref()).map(PageStart::Number)
            }
        }
    }

    fn start_at(&mut self, start: PageStart<i32>) {
        match start {
            PageStart::Token(start) => self.next_token = Some(start),
            PageStart::Number(start) => self.page_number = Some(start),
        }
    }
}
