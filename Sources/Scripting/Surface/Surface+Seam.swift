package import Lua

extension Surface {
    /// What `seam` has beside the functions of the API.
    package enum API {
        package static let pages = SurfaceFunction(
            "seam.pages",
            "Goes through a list a page at a time, each read when the loop comes to it.",
            .callback("fn", [], "a function of seam that lists"),
            .optional(.table("parameters", .table, "what it takes; limit is the size of a page")),
            gives: .iterator(.list(.table)),
            errors: ["A function that has no pages is refused."],
            example: "for page in seam.pages(seam.devices.list, { limit = 20 }) do print(#page) end"
        )
        package static let verifyWebhook = SurfaceFunction(
            "seam.verify_webhook",
            "The event of a message that a webhook of Seam has sent; an error where the signature is wrong.",
            .named(
                .payload("payload", "the body as it came, not decoded"),
                .table("headers", .map(.text), "with svix-id, svix-timestamp and svix-signature"),
                .texts("secret", of: "string", "the secret of the webhook; a list while it changes"),
                .optional(.duration("tolerance", "how old it may be, five minutes unless given")),
            ),
            gives: .record("event"),
            example: "seam.verify_webhook{ payload = body, headers = headers, secret = \"\(secret)\" }.event_type"
        )

        package static let call = SurfaceFunction(
            "seam.call",
            "Calls a function of the API that Keyshift does not know, by its path.",
            .filled("path", "such as \"/doorbells/ring\""),
            .optional(.table("parameters", .table, "what is sent; nothing looks at it before the server does")),
            gives: .table,
            notes: ["Sent at once, not planned and not undone: it needs --allow-direct, and is refused in a plan."],
            errors: [
                "A path that Keyshift knows is refused: its own function checks what it is given, and plans hours."
            ],
            example: "pcall(seam.call, \"/doorbells/ring\", { device_id = door.device_id })"
        )

        static let entries = [pages.entry, verifyWebhook.entry, call.entry]

        private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    }
}
