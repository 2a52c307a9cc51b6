extension Schema {
    /// What a row does with the codes of its target, the key of those that it makes, and whether they get the stay's PIN.
    static let doorColumns = """
        ALTER TABLE row ADD COLUMN change TEXT NOT NULL DEFAULT 'hours';
        ALTER TABLE row ADD COLUMN madeKey TEXT;
        ALTER TABLE row ADD COLUMN codeLength INTEGER;
        ALTER TABLE row ADD COLUMN keepsPIN INTEGER NOT NULL DEFAULT 0
        """
}
