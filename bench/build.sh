# Sourced by the commands here that start ./sluice.

# build [GOAL…]: builds all, with the class archive that ./sluice makes for the Java it takes: a jar that Maven made by itself has none.
build() {
  mvn -B -ntp -q ${SLUICE_MAVEN_ARGS:-} -Pbench -DskipTests -pl bench -am package "$@"
  local jar=recommender/target/sluice.jar version
  version=$("${JAVA_HOME:+$JAVA_HOME/bin/}java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.version = //p')
  [ "recommender/target/sluice-$version.jsa" -nt "$jar" ] || rm -f "$jar"
  ./sluice version >/dev/null
}
