internal import NIOCore
internal import NIOHTTP1

extension SeamClient {
    /// Reads an answer 2xx, and refuses one that the API would not give.
    func response(
        _ answer: HTTPAnswer,
        _ path: String,
        _ endpoint: SeamEndpoint?,
    ) throws(SeamError) -> SeamResponse {
        let requestID = answer.headers.first(name: "seam-request-id")
        func refusal(_ reason: String, _ cause: (any Error)? = nil) -> SeamError {
            SeamError(
                .invalidResponse,
                "\(reason); check that the endpoint (SEAM_ENDPOINT) is Seam's",
                status: answer.status,
                requestID: requestID,
                delivery: .answered,
                path: path,
                underlying: cause,
            )
        }
        if let encoding = answer.encoding {
            throw refusal("the answer is packed with \(encoding), which was not asked for and is not unpacked")
        }
        if let type = answer.headers.first(name: "content-type"), answer.status != 204, !Self.isJSON(type) {
            let shown = type.prefix { $0 != ";" && $0 != " " && $0.isASCII }
            throw refusal("the answer is \(shown.prefix(60)), not JSON")
        }
        if let content = try longList(answer, endpoint, refusal) {
            return SeamResponse(
                content,
                status: answer.status,
                requestID: requestID,
                date: answer.headers.first(name: "date"),
            )
        }
        let body: JSONValue
        do throws(JSONError) {
            body = answer.status == 204 ? [:] : try JSONValue(parsing: answer.text)
        } catch {
            throw refusal("the answer is not JSON (\(error))", error)
        }
        guard body.object != nil else { throw refusal("the answer is \(body.typeName), not an object") }
        if let key = endpoint?.responseKey, body[key] == nil { throw refusal("the answer has no \(key)") }
        return SeamResponse(
            .whole(body),
            status: answer.status,
            requestID: requestID,
            date: answer.headers.first(name: "date"),
        )
    }

    /// A list too long to be read before somebody asks for its values; nil for any other answer.
    private func longList(
        _ answer: HTTPAnswer,
        _ endpoint: SeamEndpoint?,
        _ refusal: (String, (any Error)?) -> SeamError,
    ) throws(SeamError) -> SeamResponse.Content? {
        guard let endpoint, endpoint.isList, let key = endpoint.responseKey,
            answer.body.readableBytes > SeamListText.threshold
        else { return nil }
        let bytes = Array(answer.text.readableBytesView)
        let parts: (members: [String: JSONValue], place: Range<Int>?)
        do throws(JSONError) {
            parts = try JSONValue.parts(of: bytes, leavingOut: key)
        } catch {
            throw refusal("the answer is not JSON (\(error))", error)
        }
        guard let place = parts.place else { throw refusal("the answer has no \(key)", nil) }
        guard bytes[place.lowerBound] == UInt8(ascii: "[") else { return nil }
        let text = SeamListText(bytes: bytes, place: place)
        return .list(SeamResponse.LongList(text, key: key, others: parts.members))
    }

    /// True for `application/json` and for its relatives such as `application/problem+json`.
    private static func isJSON(_ type: String) -> Bool {
        // Nearly always, and the general way takes the text apart by characters.
        if type == "application/json" || type.utf8.starts(with: "application/json;".utf8) { return true }
        let name = type.prefix { $0 != ";" && $0 != " " }.lowercased()
        return name == "application/json" || name.hasSuffix("+json")
    }
}
