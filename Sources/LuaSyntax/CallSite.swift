/// One call in a text, seen from what a check wants to know of it.
package struct CallSite: Hashable, Sendable {
    /// The variable that the callee starts with; nil when it starts with a parenthesis.
    package let base: NameReference?

    /// The fields between that variable and the call; nil when anything but `.name` stands between.
    package let fields: [Name]?

    /// The name after the colon of a method call.
    package let method: Name?

    /// The arguments.
    package let arguments: CallArguments

    /// From the start of the callee to the end of the arguments.
    package let range: SourceRange

    /// The callee as written, such as `seam.devices.list`; nil unless it is a global name with fields.
    package var globalPath: String? {
        guard let base, base.binding == .global, let fields, method == nil else { return nil }
        return ([base.name] + fields).map(\.text).joined(separator: ".")
    }
}

extension Expression {
    /// The calls among the suffixes of this expression, those inside of its arguments not included.
    package var calls: [CallSite] {
        guard case .suffixed(let suffixed) = kind else { return [] }
        var base: NameReference?
        if case .name(let reference) = suffixed.base.kind { base = reference }
        var fields: [Name]? = []
        var sites: [CallSite] = []
        for suffix in suffixed.suffixes {
            let range = SourceRange(start: range.start, end: suffix.range.end)
            switch suffix.kind {
            case .field(let name):
                fields?.append(name)
            case .index:
                fields = nil
            case .call(let arguments):
                sites.append(.init(base: base, fields: fields, method: nil, arguments: arguments, range: range))
                fields = nil
            case .methodCall(let method, let arguments):
                sites.append(.init(base: base, fields: fields, method: method, arguments: arguments, range: range))
                fields = nil
            }
        }
        return sites
    }
}

extension SyntaxTree {
    /// Every call of the text, in the order of the text.
    package var calls: [CallSite] {
        var calls: [CallSite] = []
        walk { node in
            if case .expression(let expression) = node {
                calls.append(contentsOf: expression.calls)
            }
        }
        return calls
    }
}
