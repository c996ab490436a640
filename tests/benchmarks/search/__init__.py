"""Search measured beside other engines that do the same work on the same articles in the same run."""
