/* The least a terminal program can do with a key: one cell of output, without a library between.
   The bench of whole programs compiles it and holds the others against it. */
#include <termios.h>
#include <unistd.h>

int main(void) {
    struct termios raw;
    char cell[] = "\033[H?";
    if (tcgetattr(STDIN_FILENO, &raw) != 0) return 1;
    raw.c_lflag &= ~(ICANON | ECHO | ISIG | IEXTEN);
    raw.c_iflag &= ~(IXON | ICRNL);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    if (tcsetattr(STDIN_FILENO, TCSANOW, &raw) != 0) return 1;
    if (write(STDOUT_FILENO, "\033[2J\033[Hready", 12) != 12) return 1;
    while (read(STDIN_FILENO, &cell[3], 1) == 1)
        if (write(STDOUT_FILENO, cell, 4) != 4) return 1;
    return 0;
}
