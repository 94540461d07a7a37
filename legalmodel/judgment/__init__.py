"""Judge a deal: a finding for each rule and subject, an answer for each question, a conclusion for each hop, vehicle and class."""
