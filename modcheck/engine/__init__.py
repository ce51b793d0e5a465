"""Program × environment × device in, what can happen out: one schedule, or a search of all of them."""
