// Untested: this project is built by a test with Maven, and with Gradle by nobody so far. It takes Gradle 7.3 or newer.
plugins {
    java
}

group = "com.example"
version = "1.0.0"

java {
    toolchain {
        languageVersion = JavaLanguageVersion.of(17)
    }
}

repositories {
    mavenLocal() // for a snapshot that you installed with mvn install
    mavenCentral()
}

dependencies {
    val openenv = platform("dev.openenv:openenv-bom:0.1.0-SNAPSHOT")
    implementation(openenv)
    implementation("dev.openenv:openenv-core")

    testImplementation(openenv)
    testImplementation("dev.openenv:openenv-junit")
    testImplementation("dev.openenv:openenv-environments")
    testImplementation("org.junit.jupiter:junit-jupiter:5.14.4")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher")
    testRuntimeOnly("org.slf4j:slf4j-simple:2.0.20")
}

tasks.test {
    useJUnitPlatform()
    jvmArgs("-XX:TieredStopAtLevel=1") // faster for a JVM that lives for seconds
}
