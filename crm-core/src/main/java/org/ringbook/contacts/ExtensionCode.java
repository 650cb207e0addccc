package org.ringbook.contacts;

/** An extension of up to eight digits in an int, leading zeros kept. */
final class ExtensionCode {

    private ExtensionCode() {}

    static int of(String extension) {
        if (extension == null || extension.isEmpty() || extension.length() > 8) {
            return 0;
        }
        int code = 1;
        for (int i = 0; i < extension.length(); i++) {
            int digit = extension.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            code = code * 10 + digit;
        }
        return code;
    }

    static String text(int code) {
        return code == 0 ? null : Integer.toString(code).substring(1);
    }
}
