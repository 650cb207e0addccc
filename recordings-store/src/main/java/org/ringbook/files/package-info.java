/** Files that other programs write: in a folder here, or on a machine that is reached over FTP, FTPS or SFTP. */
@ApplicationModule(
        displayName = "Files",
        allowedDependencies = {})
package org.ringbook.files;

import org.springframework.modulith.ApplicationModule;
