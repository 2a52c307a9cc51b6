-- into the next guest: two parties in one room; stopped by a refusal (overlap): BK-3
groups.all():booking("BK-2"):one():extend("6h")
