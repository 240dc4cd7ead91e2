"""设置与帮助: `page` shows one part at a time, `parts` says how each is made; a folder for each group at the left."""
