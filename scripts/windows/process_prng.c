/* bcryptprimitives.dll with the one function of it that programs written in Rust ask for:
   random bytes. Windows has had it since Windows 7, Wine only since its version 8.18. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count)
{
    const ULONG most = 1 << 20;

    for (; count > 0; ) {
        ULONG now = count < most ? (ULONG)count : most;
        if (!RtlGenRandom(bytes, now))
            return FALSE;
        bytes += now;
        count -= now;
    }
    return TRUE;
}
