import Foundation

/// The elements of an XML text of our own, with their attributes.
final class XMLReading {
    private(set) var names: [String] = []
    private(set) var attributes: [[String: String]] = []

    init(of data: Data) throws {
        // The text is small and our own; a scan of its tags that refuses what is no markup is enough.
        let text = String(decoding: data, as: UTF8.self)
        for tag in text.matches(of: #/<([a-z]+)((?: [a-z]+="[^"<]*")*)/?>/#) {
            names.append(String(tag.1))
            let pairs = tag.2.matches(of: #/([a-z]+)="([^"]*)"/#).map { (String($0.1), Self.plain($0.2)) }
            attributes.append(Dictionary(uniqueKeysWithValues: pairs))
        }
    }

    private static func plain(_ text: Substring) -> String {
        String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&amp;", with: "&")
    }
}
