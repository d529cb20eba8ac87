"""Reminders of due dates: what is due (`events`), whom it concerns (`audience`), the text (`letters`), the job (`sending`)."""
