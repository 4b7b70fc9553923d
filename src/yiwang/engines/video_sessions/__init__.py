"""视频办: an applicant and a clerk meet by video about one draft or one case, which stays the only one there is."""
