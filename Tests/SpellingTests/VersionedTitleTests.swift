import Spelling
import Testing

/// Titles of columns that have what was, or what is to be.
struct VersionedTitleTests {
    @Test(arguments: [
        ("new departure", VersionedTitle.Version.new, "departure"), ("departure new", .new, "departure"),
        ("old c o date", .old, "c o date"), ("neue abreise", .new, "abreise"), ("abreise alt", .old, "abreise"),
        ("geaenderte abreise", .new, "abreise"), ("ancienne date de depart", .old, "date de depart"),
        ("date de depart nouvelle", .new, "date de depart"), ("salida anterior", .old, "salida"),
        ("nueva fecha de salida", .new, "fecha de salida"), ("partenza modificata", .new, "partenza"),
        ("vecchia data di partenza", .old, "data di partenza"),
    ])
    func `a title that is called old or new is that of the rest`(
        title: String,
        version: VersionedTitle.Version,
        base: String,
    ) {
        let found = VersionedTitle(title)
        #expect(found?.version == version && found?.base == base && found?.isOfPair == false)
    }

    @Test(arguments: [("departure from", VersionedTitle.Version.old), ("departure to", .new), ("abreise auf", .new)])
    func `a title that is so only beside another one is known as that`(title: String, version: VersionedTitle.Version) {
        let found = VersionedTitle(title)
        #expect(found?.version == version && found?.isOfPair == true)
    }

    @Test(arguments: ["departure", "new", "to", "late checkout", "newcastle departure", ""])
    func `any other title is neither`(title: String) { #expect(VersionedTitle(title) == nil) }
}
