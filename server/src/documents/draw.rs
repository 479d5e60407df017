//! Draws what was laid out, and tags it.

use std::num::NonZeroU16;

use app::documents::Paper;
use chrono::{DateTime, Datelike, Timelike, Utc};
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime as Made, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page, PageSettings};
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, BBox, ContentTag, ListNumbering, Node, SpanTag, TableHeaderScope, Tag,
    TagGroup, TagKind, TagTree,
};
use krilla::text::TextDirection;
use krilla::{Document, SerializeSettings};

use super::SetError;
use super::face::REGULAR;
use super::layout::{Mark, Placed, Role, Shape, Sheet};
use super::place::{BODY, FOOT, HEIGHT, LEFT, MEASURE, RIGHT, SMALL, SOFT, WIDTH};

/// The document of a paper that was laid out, as made at that instant.
pub(super) fn drawn(sheet: Sheet, paper: &Paper, at: DateTime<Utc>) -> Result<Vec<u8>, SetError> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .with_archival_validator(Archival::A2_A)
        .finish()
        .map_err(|error| SetError(format!("{error:?}")))?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut nodes: Vec<Option<Node>> = sheet.marks.iter().map(|_| None).collect();
    for number in 0..=sheet.last_page {
        page(&mut document, (&sheet, number), &paper.footer, &mut nodes)?;
    }
    let mut outline = Outline::new();
    for (text, page, y) in sheet.contents {
        let place = XyzDestination::new(page, Point::from_xy(LEFT, y));
        outline.push_child(OutlineNode::new(text, place));
    }
    document.set_outline(outline);
    let tagged = sheet.shapes.into_iter().filter_map(|shape| node(shape, &mut nodes));
    let tree = TagTree::from(tagged.collect::<Vec<_>>());
    document.set_tag_tree(tree.with_lang(Some(paper.lang.clone())));
    let metadata = Metadata::new()
        .title(paper.title.clone())
        .language(paper.lang.clone())
        .creation_date(made(at));
    document.set_metadata(metadata);
    document.finish().map_err(|error| SetError(format!("{error:?}")))
}

fn page(
    document: &mut Document,
    (sheet, number): (&Sheet, usize),
    footer: &str,
    nodes: &mut [Option<Node>],
) -> Result<(), SetError> {
    let size = PageSettings::from_wh(WIDTH, HEIGHT);
    let mut page = document.start_page_with(size.ok_or_else(|| impossible("a page"))?);
    let mut surface = page.surface();
    let here = || sheet.marks.iter().enumerate().filter(|(_, placed)| placed.page == number);
    for (place, placed) in here().filter(|(_, placed)| !matches!(placed.mark, Mark::Link { .. })) {
        let id = surface.start_tagged(tag_of(placed));
        draw(&mut surface, placed);
        surface.end_tagged();
        if placed.speaks {
            nodes[place] = Some(id.into());
        }
    }
    foot(&mut surface, footer, (number + 1, sheet.last_page + 1));
    surface.finish();
    for (place, placed) in here() {
        if let Mark::Link { url, width } = &placed.mark {
            nodes[place] = Some(link(&mut page, (placed.x, placed.y, *width), url)?);
        }
    }
    page.finish();
    Ok(())
}

fn link(page: &mut Page, (x, y, width): (f32, f32, f32), url: &str) -> Result<Node, SetError> {
    let target = Target::Action(Action::Link(LinkAction::new(url.to_owned())));
    let place = Rect::from_xywh(x, y, width, BODY * 1.3).ok_or_else(|| impossible("a link"))?;
    let link = LinkAnnotation::new(place, target);
    let annotation = Annotation::new_link(link, Some(url.to_owned()));
    Ok(page.add_tagged_annotation(annotation).into())
}

fn impossible(what: &str) -> SetError {
    SetError(format!("{what} of no size"))
}

/// What the mark is to whoever hears the paper.
fn tag_of(placed: &Placed) -> ContentTag<'static> {
    match placed.mark {
        _ if !placed.speaks => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
        Mark::Text { .. } => ContentTag::Span(SpanTag::empty()),
        Mark::Figure(_) | Mark::Rule(..) | Mark::Link { .. } => ContentTag::Other,
    }
}

/// The foot of a page: whose it is, and which of how many.
fn foot(surface: &mut Surface, footer: &str, (number, of): (usize, usize)) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
    let pages = format!("{number} / {of}");
    let at = RIGHT - REGULAR.width(&pages, SMALL);
    let most = at - LEFT - 12.0;
    let footer = REGULAR.lines(footer, SMALL, most).into_iter().next().unwrap_or_default();
    for (x, text) in [(LEFT, footer.trim_end_matches(' ').to_owned()), (at, pages)] {
        write(surface, (x, FOOT), &REGULAR.font, (SMALL, SOFT, &text));
    }
    surface.end_tagged();
}

fn draw(surface: &mut Surface, placed: &Placed) {
    match &placed.mark {
        Mark::Text { face, size, color, text } => {
            write(surface, (placed.x, placed.y), &face.font, (*size, *color, text));
        }
        Mark::Figure(path) => {
            surface.set_fill(Some(fill([0, 0, 0])));
            surface.draw_path(path);
        }
        Mark::Rule(height, color) => {
            let mut path = PathBuilder::new();
            if let Some(rule) = Rect::from_xywh(placed.x, placed.y, MEASURE, *height) {
                path.push_rect(rule);
            }
            if let Some(path) = path.finish() {
                surface.set_fill(Some(fill(*color)));
                surface.draw_path(&path);
            }
        }
        Mark::Link { .. } => {}
    }
}

fn write(
    surface: &mut Surface,
    (x, y): (f32, f32),
    font: &krilla::text::Font,
    (size, color, text): (f32, [u8; 3], &str),
) {
    surface.set_fill(Some(fill(color)));
    let (at, way) = (Point::from_xy(x, y), TextDirection::LeftToRight);
    surface.draw_text(at, font.clone(), size, text, false, way);
}

fn fill([red, green, blue]: [u8; 3]) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}

/// The node of a shape; none for a group in which nothing speaks.
fn node(shape: Shape, nodes: &mut [Option<Node>]) -> Option<Node> {
    match shape {
        Shape::Mark(place) => nodes[place].take(),
        Shape::Group(role, inside) => {
            let inside = inside.into_iter().filter_map(|shape| node(shape, nodes));
            let inside: Vec<Node> = inside.collect();
            let speaks = !inside.is_empty();
            speaks.then(|| TagGroup::with_children(tag(role), inside).into())
        }
    }
}

fn tag(role: Role) -> TagKind {
    match role {
        Role::Heading(level, text) => {
            let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(text)).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::List => Tag::L(ListNumbering::Disc).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Body => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::Head => Tag::THead.into(),
        Role::Rows => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
        Role::Picture(text, page, [x, y, width, height]) => {
            let place = Rect::from_xywh(x, y, width, height).map(|rect| BBox::new(page, rect));
            Tag::Figure(Some(text)).with_bbox(place).into()
        }
        Role::Link => Tag::Link.into(),
    }
}

/// The instant as documents carry it.
fn made(at: DateTime<Utc>) -> Made {
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    Made::new(u16::try_from(at.year()).unwrap_or_default())
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(0)
}
