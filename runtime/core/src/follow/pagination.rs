//! From a page of a list to the request for the next page, without sending anything.

use std::hash::Hash;

use crate::Input;

/// A request whose answer is one page of a list.
///
/// Generated for every operation whose spec says how it is paged; a client turns it into streams of pages and of
/// items. Without a client the loop is this:
///
/// ```
/// # use twinspec_core::*;
/// # fn send<I: Input>(_: &I) -> I::Output { unreachable!() }
/// fn all<I: Paginate>(mut request: I) -> Vec<I::Item> {
///     let mut all = Vec::new();
///     loop {
///         let mut page = send(&request);
///         let items = I::items(&mut page).map(std::mem::take).unwrap_or_default();
///         let count = items.len();
///         all.extend(items);
///         match request.next(&page, Progress::new(count, all.len() as u64)) {
///             Some(start) => request.start_at(start),
///             None => return all,
///         }
///     }
/// }
/// ```
pub trait Paginate: Input + 'static {
    /// What the list consists of.
    type Item;
    /// Where a page starts: a token, a page number, or a [`PageStart`] if the operation takes both.
    type Start: Clone + Eq + Hash;

    /// The items of a page; `None` if the answer has no list.
    fn items(page: &mut Self::Output) -> Option<&mut Vec<Self::Item>>;

    /// Where the page after the answer to this request starts; `None` if the answer is the last page.
    fn next(&self, page: &Self::Output, progress: Progress) -> Option<Self::Start>;

    /// Makes this the request for the page that starts there.
    fn start_at(&mut self, start: Self::Start);
}

/// Where a page starts, in an operation that takes tokens and page numbers.
///
/// A caller who sets the page number counts pages. Otherwise the token of the answer leads on, if there is one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PageStart<N> {
    /// At this token.
    Token(String),
    /// At the page with this number.
    Number(N),
}

/// How far a list has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    page: u64,
    run: u64,
}

impl Progress {
    /// `page` is the number of items on the page that was read last, `run` that of all pages that were read one
    /// after the other, this one included.
    pub fn new(page: usize, run: u64) -> Self {
        Progress { page: page as u64, run }
    }

    /// The number of the page after the page `current`; `None` if that was the last.
    ///
    /// `first` is the number of the page that a request without a number gets, `total` how many items there are on
    /// all pages. The size of a page does not matter, since a service may give less than it was asked for. Without
    /// a total, or with one that cannot be, the list ends with a page without items.
    ///
    /// ```
    /// use twinspec_core::Progress;
    ///
    /// let ten_of_twenty_five = Progress::new(10, 10);
    /// assert_eq!(ten_of_twenty_five.next_number::<i32, i32>(None, 1, Some(&25)), Some(2));
    /// let the_last_five = Progress::new(5, 25);
    /// assert_eq!(the_last_five.next_number::<i32, i32>(Some(&3), 1, Some(&25)), None);
    /// let five_without_a_total = Progress::new(5, 25);
    /// assert_eq!(five_without_a_total.next_number::<i32, i32>(Some(&3), 1, None), Some(4));
    /// ```
    pub fn next_number<N: PageNumber, T: PageNumber>(
        self,
        current: Option<&N>,
        first: u64,
        total: Option<&T>,
    ) -> Option<N> {
        let current = current.map_or(Some(first), PageNumber::value)?;
        let total = total.and_then(PageNumber::value).filter(|total| *total >= self.page);
        // A run that began in the middle has read less than what lies before it; full pages tell that too.
        let pages = current.saturating_sub(first).saturating_add(1);
        let read = self.run.max(pages.saturating_mul(self.page));
        if self.page == 0 || total.is_some_and(|total| read >= total) {
            return None;
        }
        N::of(current.checked_add(1)?)
    }
}

/// The token of the next page, if the answer has one: an empty text is none.
pub fn next_token(answered: Option<&str>) -> Option<String> {
    answered.filter(|token| !token.is_empty()).map(str::to_owned)
}

/// A type that page numbers and totals have: most APIs send integers, some send them as text.
pub trait PageNumber: Sized {
    /// The number; `None` if it is negative or no number at all.
    fn value(&self) -> Option<u64>;

    /// A number as such a value; `None` if it does not fit.
    fn of(number: u64) -> Option<Self>;
}

impl PageNumber for i32 {
    fn value(&self) -> Option<u64> {
        u64::try_from(*self).ok()
    }

    fn of(number: u64) -> Option<Self> {
        i32::try_from(number).ok()
    }
}

impl PageNumber for i64 {
    fn value(&self) -> Option<u64> {
        u64::try_from(*self).ok()
    }

    fn of(number: u64) -> Option<Self> {
        i64::try_from(number).ok()
    }
}

impl PageNumber for String {
    fn value(&self) -> Option<u64> {
        self.trim().parse().ok()
    }

    fn of(number: u64) -> Option<Self> {
        Some(number.to_string())
    }
}
