"""What scripts/package makes: a Debian package, an archive with an installer, and an image of containers."""
