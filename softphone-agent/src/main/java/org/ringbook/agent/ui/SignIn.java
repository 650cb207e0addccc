package org.ringbook.agent.ui;

/** What a person filled in to sign in. Its text form holds no password. */
public record SignIn(String server, String login, String password) {

    @Override
    public String toString() {
        return "SignIn[server=" + server + ", login=" + login + "]";
    }
}
