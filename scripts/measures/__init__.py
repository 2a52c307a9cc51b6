"""What scripts/house measures, and how it reads Swift and C without a compiler."""
