rootProject.name = "desk-assistant"
