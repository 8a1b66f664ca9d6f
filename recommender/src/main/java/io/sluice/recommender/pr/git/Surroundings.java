package io.sluice.recommender.pr.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * What JGit sees of this machine: the user's and the system's git settings, such as proxies. What
 * it measures about the file system it would keep in the user's home; a run leaves nothing there.
 */
final class Surroundings extends SystemReader.Delegate {
  private Surroundings(SystemReader machine) {
    super(machine);
  }

  /** From now on in this process. */
  static synchronized void use() {
    SystemReader now = SystemReader.getInstance();
    if (!(now instanceof Surroundings)) {
      SystemReader.setInstance(new Surroundings(now));
    }
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new FileBasedConfig(parent, null, fs) {
      @Override
      public void load() {
        // Nothing was kept.
      }

      @Override
      public void save() {
        // Nothing is kept.
      }

      @Override
      public boolean isOutdated() {
        return false;
      }
    };
  }
}
